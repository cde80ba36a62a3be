// Layers as functions.
#include "shim.h"

FG_API FgTensor fg_linear(FgTensor a, FgTensor weight, FgTensor bias) { return fg::make([&] { return at::linear(*a, *weight, fg::optional_tensor(bias)); }); }

// nd: 1, 2 or 3 spatial dimensions.
FG_API FgTensor fg_conv(int32_t nd, FgTensor a, FgTensor weight, FgTensor bias, const int64_t* stride, int32_t strides, const int64_t* padding, int32_t paddings, const int64_t* dilation, int32_t dilations, int64_t groups)
{
    return fg::make([&] {
        auto s = fg::ints(stride, strides), p = fg::ints(padding, paddings), d = fg::ints(dilation, dilations);
        auto b = fg::optional_tensor(bias);
        switch (nd) {
        case 1:
            return at::conv1d(*a, *weight, b, s, p, d, groups);
        case 2:
            return at::conv2d(*a, *weight, b, s, p, d, groups);
        default:
            return at::conv3d(*a, *weight, b, s, p, d, groups);
        }
    });
}
FG_API FgTensor fg_conv_padding(int32_t nd, FgTensor a, FgTensor weight, FgTensor bias, const int64_t* stride, int32_t strides, int32_t same, const int64_t* dilation, int32_t dilations, int64_t groups)
{
    return fg::make([&] {
        fg::string_view padding = same ? "same" : "valid";
        auto s = fg::ints(stride, strides), d = fg::ints(dilation, dilations);
        auto b = fg::optional_tensor(bias);
        switch (nd) {
        case 1:
            return at::conv1d(*a, *weight, b, s, padding, d, groups);
        case 2:
            return at::conv2d(*a, *weight, b, s, padding, d, groups);
        default:
            return at::conv3d(*a, *weight, b, s, padding, d, groups);
        }
    });
}
FG_API FgTensor fg_conv_transpose(int32_t nd, FgTensor a, FgTensor weight, FgTensor bias, const int64_t* stride, int32_t strides, const int64_t* padding, int32_t paddings, const int64_t* output_padding, int32_t output_paddings, const int64_t* dilation, int32_t dilations, int64_t groups)
{
    return fg::make([&] {
        auto s = fg::ints(stride, strides), p = fg::ints(padding, paddings), o = fg::ints(output_padding, output_paddings), d = fg::ints(dilation, dilations);
        auto b = fg::optional_tensor(bias);
        return nd == 1 ? at::conv_transpose1d(*a, *weight, b, s, p, o, groups, d) : at::conv_transpose2d(*a, *weight, b, s, p, o, groups, d);
    });
}

FG_API FgTensor fg_batch_norm(FgTensor a, FgTensor weight, FgTensor bias, FgTensor mean, FgTensor variance, uint8_t training, double momentum, double eps)
{
    return fg::make([&] {
        return at::batch_norm(*a, fg::optional_tensor(weight), fg::optional_tensor(bias), fg::optional_tensor(mean), fg::optional_tensor(variance), training != 0, momentum, eps, at::globalContext().userEnabledCuDNN());
    });
}
FG_API FgTensor fg_instance_norm(FgTensor a, FgTensor mean, FgTensor variance, FgTensor weight, FgTensor bias, uint8_t use_input_stats, double momentum, double eps)
{
    return fg::make([&] {
        return at::instance_norm(*a, fg::optional_tensor(weight), fg::optional_tensor(bias), fg::optional_tensor(mean), fg::optional_tensor(variance), use_input_stats != 0, momentum, eps, at::globalContext().userEnabledCuDNN());
    });
}
FG_API FgTensor fg_layer_norm(FgTensor a, const int64_t* shape, int32_t dims, FgTensor weight, FgTensor bias, double eps) { return fg::make([&] { return at::layer_norm(*a, fg::ints(shape, dims), fg::optional_tensor(weight), fg::optional_tensor(bias), eps); }); }
FG_API FgTensor fg_group_norm(FgTensor a, int64_t groups, FgTensor weight, FgTensor bias, double eps) { return fg::make([&] { return at::group_norm(*a, groups, fg::optional_tensor(weight), fg::optional_tensor(bias), eps); }); }

FG_API FgTensor fg_max_pool(int32_t nd, FgTensor a, const int64_t* kernel, int32_t kernels, const int64_t* stride, int32_t strides, const int64_t* padding, int32_t paddings, const int64_t* dilation, int32_t dilations, uint8_t ceil_mode)
{
    return fg::make([&] {
        auto k = fg::ints(kernel, kernels), s = fg::ints(stride, strides), p = fg::ints(padding, paddings), d = fg::ints(dilation, dilations);
        return nd == 1 ? at::max_pool1d(*a, k, s, p, d, ceil_mode != 0) : at::max_pool2d(*a, k, s, p, d, ceil_mode != 0);
    });
}
FG_API int32_t fg_max_pool2d_with_indices(FgTensor a, const int64_t* kernel, int32_t kernels, const int64_t* stride, int32_t strides, const int64_t* padding, int32_t paddings, const int64_t* dilation, int32_t dilations, uint8_t ceil_mode, FgTensor* output, FgTensor* indices)
{
    return fg::make_two(output, indices, [&] { return at::max_pool2d_with_indices(*a, fg::ints(kernel, kernels), fg::ints(stride, strides), fg::ints(padding, paddings), fg::ints(dilation, dilations), ceil_mode != 0); });
}
FG_API FgTensor fg_max_unpool2d(FgTensor a, FgTensor indices, const int64_t* size, int32_t count) { return fg::make([&] { return at::max_unpool2d(*a, *indices, fg::ints(size, count)); }); }
FG_API FgTensor fg_avg_pool1d(FgTensor a, const int64_t* kernel, int32_t kernels, const int64_t* stride, int32_t strides, const int64_t* padding, int32_t paddings, uint8_t ceil_mode, uint8_t count_include_pad) { return fg::make([&] { return at::avg_pool1d(*a, fg::ints(kernel, kernels), fg::ints(stride, strides), fg::ints(padding, paddings), ceil_mode != 0, count_include_pad != 0); }); }
FG_API FgTensor fg_avg_pool2d(FgTensor a, const int64_t* kernel, int32_t kernels, const int64_t* stride, int32_t strides, const int64_t* padding, int32_t paddings, uint8_t ceil_mode, uint8_t count_include_pad, int64_t divisor)
{
    return fg::make([&] { return at::avg_pool2d(*a, fg::ints(kernel, kernels), fg::ints(stride, strides), fg::ints(padding, paddings), ceil_mode != 0, count_include_pad != 0, divisor == 0 ? fg::nullopt : fg::optional<int64_t>(divisor)); });
}
FG_API FgTensor fg_adaptive_avg_pool1d(FgTensor a, int64_t size) { return fg::make([&] { return at::adaptive_avg_pool1d(*a, size); }); }
FG_API FgTensor fg_adaptive_avg_pool2d(FgTensor a, const int64_t* size, int32_t count) { return fg::make([&] { return at::adaptive_avg_pool2d(*a, fg::ints(size, count)); }); }
FG_API int32_t fg_adaptive_max_pool2d(FgTensor a, const int64_t* size, int32_t count, FgTensor* output, FgTensor* indices) { return fg::make_two(output, indices, [&] { return at::adaptive_max_pool2d(*a, fg::ints(size, count)); }); }

FG_API FgTensor fg_dropout(FgTensor a, double p, uint8_t train) { return fg::make([&] { return at::dropout(*a, p, train != 0); }); }
FG_API int32_t fg_dropout_i(FgTensor a, double p, uint8_t train) { return fg::act([&] { at::dropout_(*a, p, train != 0); }); }
FG_API FgTensor fg_feature_dropout(FgTensor a, double p, uint8_t train) { return fg::make([&] { return at::feature_dropout(*a, p, train != 0); }); }
FG_API int32_t fg_feature_dropout_i(FgTensor a, double p, uint8_t train) { return fg::act([&] { at::feature_dropout_(*a, p, train != 0); }); }
FG_API FgTensor fg_embedding(FgTensor weight, FgTensor indices, int64_t padding_idx, uint8_t scale_grad, uint8_t sparse) { return fg::make([&] { return at::embedding(*weight, *indices, padding_idx, scale_grad != 0, sparse != 0); }); }
FG_API FgTensor fg_one_hot(FgTensor a, int64_t classes) { return fg::make([&] { return at::one_hot(*a, classes); }); }
FG_API FgTensor fg_pixel_shuffle(FgTensor a, int64_t factor) { return fg::make([&] { return at::pixel_shuffle(*a, factor); }); }
FG_API FgTensor fg_cosine_similarity(FgTensor a, FgTensor b, int64_t dim, double eps) { return fg::make([&] { return at::cosine_similarity(*a, *b, dim, eps); }); }
FG_API FgTensor fg_pairwise_distance(FgTensor a, FgTensor b, double p, double eps, uint8_t keepdim) { return fg::make([&] { return at::pairwise_distance(*a, *b, p, eps, keepdim != 0); }); }
FG_API FgTensor fg_im2col(FgTensor a, const int64_t* kernel, const int64_t* dilation, const int64_t* padding, const int64_t* stride) { return fg::make([&] { return at::im2col(*a, fg::ints(kernel, 2), fg::ints(dilation, 2), fg::ints(padding, 2), fg::ints(stride, 2)); }); }

// mode: 0 zeros, 1 reflect, 2 replicate, 3 circular, 4 constant (TorchSharp's PaddingModes).
FG_API FgTensor fg_pad(FgTensor a, const int64_t* pad, int32_t count, int32_t mode, double value)
{
    return fg::make([&] {
        auto sizes = fg::ints(pad, count);
        switch (mode) {
        case 1:
            return at::pad(*a, sizes, "reflect");
        case 2:
            return at::pad(*a, sizes, "replicate");
        case 3:
            return at::pad(*a, sizes, "circular");
        default:
            return at::constant_pad_nd(*a, sizes, value);
        }
    });
}

// mode: 0 nearest, 1 linear, 2 bilinear, 3 bicubic, 4 trilinear, 5 area (TorchSharp's InterpolationMode). Scales below or at 0 are absent.
FG_API FgTensor fg_upsample2d(FgTensor a, const int64_t* size, int32_t mode, uint8_t align_corners, double scale_h, double scale_w)
{
    return fg::make([&] {
        auto to = fg::ints(size, 2);
        auto some = [](double scale) { return scale > 0 ? fg::optional<double>(scale) : fg::optional<double>(); };
        switch (mode) {
        case 0:
            return at::upsample_nearest2d(*a, to, some(scale_h), some(scale_w));
        case 2:
            return at::upsample_bilinear2d(*a, to, align_corners != 0, some(scale_h), some(scale_w));
        case 3:
            return at::upsample_bicubic2d(*a, to, align_corners != 0, some(scale_h), some(scale_w));
        case 5:
            return at::adaptive_avg_pool2d(*a, to);
        default:
            TORCH_CHECK(false, "interpolation mode ", mode, " does not take a 4-D input");
        }
    });
}

FG_API FgTensor fg_normalize(FgTensor a, double p, int64_t dim, double eps)
{
    return fg::make([&] { return *a / at::norm(*a, at::Scalar(p), at::IntArrayRef(dim), true).clamp_min(eps).expand_as(*a); });
}
FG_API FgTensor fg_local_response_norm(FgTensor a, int64_t size, double alpha, double beta, double k)
{
    return fg::make([&] {
        auto dim = a->dim();
        TORCH_CHECK(dim == 3 || dim == 4 || dim == 5, "Expected 3D or higher dimensionality input (got ", dim, " dimensions)");
        if (a->numel() == 0)
            return *a;
        // The mean over `size` neighbouring channels, zeros counted at both ends.
        auto squares = a->mul(*a).unsqueeze(1);
        at::Tensor means;
        if (dim == 3) {
            means = at::avg_pool2d(at::constant_pad_nd(squares, { 0, 0, size / 2, (size - 1) / 2 }), { size, 1 }, 1).squeeze(1);
        } else {
            auto n = a->size(0), c = a->size(1), h = a->size(2);
            squares = squares.view({ n, 1, c, h, -1 });
            means = at::avg_pool3d(at::constant_pad_nd(squares, { 0, 0, 0, 0, size / 2, (size - 1) / 2 }), { size, 1, 1 }, 1).squeeze(1).view(a->sizes());
        }
        return *a / means.mul(alpha).add(k).pow(beta);
    });
}
