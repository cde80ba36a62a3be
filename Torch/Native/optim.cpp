// Optimiser steps, one call per parameter: one pass over memory on the processor, ATen's own operations elsewhere.
// FG_HOT: build.sh compiles the units that say so with vectorised loops.
#include "shim.h"

#include <ATen/Parallel.h>

#include <cmath>
#include <limits>

namespace {

// Below this a second thread costs more than it saves.
constexpr int64_t grain = 32768;

// Whether all lie dense in the processor's memory in the same order, so that element i of one belongs to element i of the others.
bool same_layout(at::ArrayRef<at::Tensor> all)
{
    const at::Tensor& first = all[0];
    if (!first.device().is_cpu() || (first.scalar_type() != at::kFloat && first.scalar_type() != at::kDouble))
        return false;
    for (const at::Tensor& t : all) {
        if (t.layout() != at::kStrided || t.scalar_type() != first.scalar_type() || !t.device().is_cpu())
            return false;
        if (t.sizes() != first.sizes() || t.strides() != first.strides() || !t.is_non_overlapping_and_dense())
            return false;
    }
    return true;
}

template <class T>
void sgd(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& buffer, bool first, T rate, T momentum, T fresh, T decay, bool nesterov)
{
    T* p = parameter.data_ptr<T>();
    const T* g = gradient.data_ptr<T>();
    T* b = buffer.defined() ? buffer.data_ptr<T>() : nullptr;
    at::parallel_for(0, parameter.numel(), grain, [=](int64_t begin, int64_t end) {
        if (b == nullptr) {
            for (int64_t i = begin; i < end; i++)
                p[i] += rate * (g[i] + decay * p[i]);
            return;
        }
        for (int64_t i = begin; i < end; i++) {
            T d = g[i] + decay * p[i];
            T v = first ? d : momentum * b[i] + fresh * d;
            b[i] = v;
            p[i] += rate * (nesterov ? d + momentum * v : v);
        }
    });
}

template <class T>
void adam(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& mean, const at::Tensor& square, const at::Tensor& largest, T sign, T shrink, T decay, T beta1, T fresh1, T beta2, T fresh2, T size, T root, T eps)
{
    T* p = parameter.data_ptr<T>();
    const T* g = gradient.data_ptr<T>();
    T* m = mean.data_ptr<T>();
    T* v = square.data_ptr<T>();
    T* l = largest.defined() ? largest.data_ptr<T>() : nullptr;
    at::parallel_for(0, parameter.numel(), grain, [=](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++) {
            T d = sign * g[i] + decay * p[i];
            m[i] = beta1 * m[i] + fresh1 * d;
            v[i] = beta2 * v[i] + fresh2 * d * d;
            T s = v[i];
            if (l != nullptr) {
                // As at::maximum: a NaN stays.
                l[i] = l[i] > s || std::isnan(l[i]) ? l[i] : s;
                s = l[i];
            }
            p[i] = shrink * p[i] - size * m[i] / (std::sqrt(s) / root + eps);
        }
    });
}

} // namespace

// p ← p + rate·(d or the momentum buffer), d = ∇p + decay·p. A null buffer is made by the first step with momentum.
FG_API int32_t fg_sgd_step(FgTensor parameter, FgTensor* buffer, double rate, double momentum, double dampening, double decay, uint8_t nesterov)
{
    return fg::act([&] {
        at::NoGradGuard unrecorded;
        const at::Tensor& p = *parameter;
        const at::Tensor& g = p.grad();
        if (!g.defined())
            return;
        bool first = *buffer == nullptr && momentum != 0;
        if (first)
            *buffer = new at::Tensor(at::empty_like(p));
        at::Tensor b = momentum != 0 ? **buffer : at::Tensor();
        bool fast = b.defined() ? same_layout({ p, g, b }) : same_layout({ p, g });
        if (fast) {
            if (p.scalar_type() == at::kFloat)
                sgd<float>(p, g, b, first, rate, momentum, 1 - dampening, decay, nesterov != 0);
            else
                sgd<double>(p, g, b, first, rate, momentum, 1 - dampening, decay, nesterov != 0);
            p.unsafeGetTensorImpl()->bump_version();
            return;
        }
        at::Tensor d = decay != 0 ? g.add(p, decay) : g;
        if (b.defined()) {
            if (first)
                b.copy_(d);
            else
                b.mul_(momentum).add_(d, 1 - dampening);
            d = nesterov ? d.add(b, momentum) : b;
        }
        p.add_(d, rate);
    });
}

// Adam (Kingma and Ba 2015), or with decoupled decay AdamW (Loshchilov and Hutter 2019). largest is null without AMSGrad. step counts the steps with a gradient.
FG_API int32_t fg_adam_step(FgTensor parameter, FgTensor mean, FgTensor square, FgTensor largest, int64_t* step, double rate, double beta1, double beta2, double eps, double decay, uint8_t decoupled, uint8_t maximize)
{
    return fg::act([&] {
        at::NoGradGuard unrecorded;
        const at::Tensor& p = *parameter;
        const at::Tensor& g = p.grad();
        if (!g.defined())
            return;
        *step += 1;
        at::Tensor l = largest == nullptr ? at::Tensor() : *largest;
        double size = rate / (1 - std::pow(beta1, static_cast<double>(*step)));
        double root = std::sqrt(1 - std::pow(beta2, static_cast<double>(*step)));
        double shrink = decoupled ? 1 - rate * decay : 1;
        double sign = maximize ? -1 : 1;
        double added = decoupled ? 0 : decay;
        bool fast = l.defined() ? same_layout({ p, g, *mean, *square, l }) : same_layout({ p, g, *mean, *square });
        if (fast) {
            if (p.scalar_type() == at::kFloat)
                adam<float>(p, g, *mean, *square, l, sign, shrink, added, beta1, 1 - beta1, beta2, 1 - beta2, size, root, eps);
            else
                adam<double>(p, g, *mean, *square, l, sign, shrink, added, beta1, 1 - beta1, beta2, 1 - beta2, size, root, eps);
            p.unsafeGetTensorImpl()->bump_version();
            return;
        }
        at::Tensor d = maximize ? g.neg() : g;
        if (added != 0)
            d = d.add(p, added);
        if (shrink != 1)
            p.mul_(shrink);
        mean->mul_(beta1).add_(d, 1 - beta1);
        square->mul_(beta2).addcmul_(d, d, 1 - beta2);
        at::Tensor s = *square;
        if (l.defined()) {
            l.copy_(at::maximum(l, *square));
            s = l;
        }
        p.addcdiv_(*mean, s.sqrt().div_(root).add_(eps), -size);
    });
}

// The norm of all gradients together; scales them down where it is above the bound.
FG_API int32_t fg_clip_grad_norm(const FgTensor* parameters, int32_t count, double bound, double order, double* total)
{
    return fg::act([&] {
        at::NoGradGuard unrecorded;
        std::vector<at::Tensor> gradients, norms;
        for (int32_t i = 0; i < count; i++)
            if (parameters[i]->grad().defined())
                gradients.push_back(parameters[i]->grad());
        *total = 0;
        if (gradients.empty())
            return;
        bool largest = order == std::numeric_limits<double>::infinity();
        for (const at::Tensor& g : gradients)
            norms.push_back(largest ? g.detach().abs().max() : at::norm(g.detach(), order));
        at::Tensor stacked = at::stack(norms);
        *total = (largest ? stacked.max() : at::norm(stacked, order)).item().toDouble();
        double scale = bound / (*total + 1e-6);
        if (scale < 1)
            for (at::Tensor& g : gradients)
                g.mul_(scale);
    });
}

FG_API int32_t fg_clip_grad_value(const FgTensor* parameters, int32_t count, double bound)
{
    return fg::act([&] {
        at::NoGradGuard unrecorded;
        for (int32_t i = 0; i < count; i++)
            if (parameters[i]->grad().defined())
                parameters[i]->mutable_grad().clamp_(-bound, bound);
    });
}
