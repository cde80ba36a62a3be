// Element by element. A name ends in _s where the second operand is a number, in _i where the first is overwritten.
#include "shim.h"

#define UNARY(name) FG_API FgTensor fg_##name(FgTensor a) { return fg::make([&] { return at::name(*a); }); }
#define UNARY_INPLACE(name) FG_API int32_t fg_##name##_i(FgTensor a) { return fg::act([&] { a->name##_(); }); }
#define UNARY_BOTH(name) UNARY(name) UNARY_INPLACE(name)
#define UNARY_FREE_BOTH(name) UNARY(name) FG_API int32_t fg_##name##_i(FgTensor a) { return fg::act([&] { at::name##_(*a); }); }
#define BINARY(name) FG_API FgTensor fg_##name(FgTensor a, FgTensor b) { return fg::make([&] { return at::name(*a, *b); }); }
#define BINARY_INPLACE(name) FG_API int32_t fg_##name##_i(FgTensor a, FgTensor b) { return fg::act([&] { a->name##_(*b); }); }
#define BINARY_SCALAR(name) FG_API FgTensor fg_##name##_s(FgTensor a, FgScalar b) { return fg::make([&] { return at::name(*a, fg::scalar(b)); }); }
#define BINARY_SCALAR_INPLACE(name) FG_API int32_t fg_##name##_si(FgTensor a, FgScalar b) { return fg::act([&] { a->name##_(fg::scalar(b)); }); }
#define BINARY_BOTH(name) BINARY(name) BINARY_INPLACE(name)
#define BINARY_ALL(name) BINARY_BOTH(name) BINARY_SCALAR(name) BINARY_SCALAR_INPLACE(name)

UNARY_BOTH(abs)
UNARY_BOTH(acos)
UNARY_BOTH(acosh)
UNARY_BOTH(asin)
UNARY_BOTH(asinh)
UNARY_BOTH(atan)
UNARY_BOTH(atanh)
UNARY_BOTH(bitwise_not)
UNARY_BOTH(ceil)
UNARY_BOTH(cos)
UNARY_BOTH(cosh)
UNARY_BOTH(digamma)
UNARY_BOTH(erf)
UNARY_BOTH(erfc)
UNARY_BOTH(erfinv)
UNARY_BOTH(exp)
UNARY_BOTH(expm1)
UNARY_BOTH(floor)
UNARY_BOTH(frac)
UNARY_BOTH(lgamma)
UNARY_BOTH(log)
UNARY_BOTH(log10)
UNARY_BOTH(log1p)
UNARY_BOTH(log2)
UNARY_BOTH(logical_not)
UNARY_BOTH(neg)
UNARY_BOTH(reciprocal)
UNARY_BOTH(relu)
UNARY_BOTH(rsqrt)
UNARY_BOTH(sgn)
UNARY_BOTH(sigmoid)
UNARY_BOTH(sign)
UNARY_BOTH(sin)
UNARY_BOTH(sinc)
UNARY_BOTH(sinh)
UNARY_BOTH(sqrt)
UNARY_BOTH(tan)
UNARY_BOTH(tanh)
UNARY_BOTH(trunc)
UNARY_FREE_BOTH(hardsigmoid)
UNARY_FREE_BOTH(hardswish)
UNARY_FREE_BOTH(mish)
UNARY_FREE_BOTH(relu6)
UNARY_FREE_BOTH(selu)
UNARY_FREE_BOTH(silu)
UNARY(angle)
UNARY(deg2rad)
UNARY(exp2)
UNARY(isfinite)
UNARY(isinf)
UNARY(isnan)
UNARY(isneginf)
UNARY(isposinf)
UNARY(isreal)
UNARY(log_sigmoid)
UNARY(positive)
UNARY(rad2deg)
UNARY(signbit)
UNARY(square)

BINARY_ALL(eq)
BINARY_ALL(floor_divide)
BINARY_ALL(fmod)
BINARY_ALL(ge)
BINARY_ALL(gt)
BINARY_ALL(le)
BINARY_ALL(lt)
BINARY_ALL(mul)
BINARY_ALL(ne)
BINARY_ALL(pow)
BINARY_ALL(remainder)
BINARY_BOTH(atan2)
BINARY_BOTH(bitwise_and)
BINARY_BOTH(bitwise_left_shift)
BINARY_BOTH(bitwise_or)
BINARY_BOTH(bitwise_right_shift)
BINARY_BOTH(bitwise_xor)
BINARY_BOTH(logical_and)
BINARY_BOTH(logical_or)
BINARY_BOTH(logical_xor)
BINARY_BOTH(xlogy)
BINARY(copysign)
BINARY(fmax)
BINARY(fmin)
BINARY(hypot)
BINARY(logaddexp)
BINARY(logaddexp2)
BINARY(maximum)
BINARY(minimum)

FG_API FgTensor fg_add(FgTensor a, FgTensor b, FgScalar alpha) { return fg::make([&] { return at::add(*a, *b, fg::scalar(alpha)); }); }
FG_API int32_t fg_add_i(FgTensor a, FgTensor b, FgScalar alpha) { return fg::act([&] { a->add_(*b, fg::scalar(alpha)); }); }
FG_API FgTensor fg_add_s(FgTensor a, FgScalar b, FgScalar alpha) { return fg::make([&] { return at::add(*a, fg::scalar(b), fg::scalar(alpha)); }); }
FG_API int32_t fg_add_si(FgTensor a, FgScalar b, FgScalar alpha) { return fg::act([&] { a->add_(fg::scalar(b), fg::scalar(alpha)); }); }
FG_API FgTensor fg_sub(FgTensor a, FgTensor b) { return fg::make([&] { return at::sub(*a, *b); }); }
FG_API int32_t fg_sub_i(FgTensor a, FgTensor b) { return fg::act([&] { a->sub_(*b); }); }
FG_API FgTensor fg_sub_s(FgTensor a, FgScalar b) { return fg::make([&] { return at::sub(*a, fg::scalar(b)); }); }
FG_API int32_t fg_sub_si(FgTensor a, FgScalar b) { return fg::act([&] { a->sub_(fg::scalar(b)); }); }
FG_API FgTensor fg_rsub_s(FgTensor a, FgScalar b) { return fg::make([&] { return at::rsub(*a, fg::scalar(b)); }); }

// rounding: 0 none, 1 towards zero, 2 towards minus infinity.
static c10::optional<c10::string_view> rounding_name(int32_t rounding)
{
    switch (rounding) {
    case 1:
        return c10::string_view("trunc");
    case 2:
        return c10::string_view("floor");
    default:
        return c10::nullopt;
    }
}
FG_API FgTensor fg_div(FgTensor a, FgTensor b, int32_t rounding) { return fg::make([&] { return at::div(*a, *b, rounding_name(rounding)); }); }
FG_API int32_t fg_div_i(FgTensor a, FgTensor b, int32_t rounding) { return fg::act([&] { a->div_(*b, rounding_name(rounding)); }); }
FG_API FgTensor fg_div_s(FgTensor a, FgScalar b, int32_t rounding) { return fg::make([&] { return at::div(*a, fg::scalar(b), rounding_name(rounding)); }); }
FG_API int32_t fg_div_si(FgTensor a, FgScalar b, int32_t rounding) { return fg::act([&] { a->div_(fg::scalar(b), rounding_name(rounding)); }); }

FG_API FgTensor fg_round(FgTensor a, int64_t decimals) { return fg::make([&] { return at::round(*a, decimals); }); }
FG_API int32_t fg_round_i(FgTensor a, int64_t decimals) { return fg::act([&] { a->round_(decimals); }); }
FG_API FgTensor fg_clamp(FgTensor a, FgScalar low, FgScalar high) { return fg::make([&] { return at::clamp(*a, fg::optional_scalar(low), fg::optional_scalar(high)); }); }
FG_API int32_t fg_clamp_i(FgTensor a, FgScalar low, FgScalar high) { return fg::act([&] { a->clamp_(fg::optional_scalar(low), fg::optional_scalar(high)); }); }
FG_API FgTensor fg_clamp_t(FgTensor a, FgTensor low, FgTensor high) { return fg::make([&] { return at::clamp(*a, fg::optional_tensor(low), fg::optional_tensor(high)); }); }
FG_API int32_t fg_clamp_ti(FgTensor a, FgTensor low, FgTensor high) { return fg::act([&] { a->clamp_(fg::optional_tensor(low), fg::optional_tensor(high)); }); }
FG_API FgTensor fg_addcmul(FgTensor a, FgTensor b, FgTensor c, FgScalar value) { return fg::make([&] { return at::addcmul(*a, *b, *c, fg::scalar(value)); }); }
FG_API int32_t fg_addcmul_i(FgTensor a, FgTensor b, FgTensor c, FgScalar value) { return fg::act([&] { a->addcmul_(*b, *c, fg::scalar(value)); }); }
FG_API FgTensor fg_addcdiv(FgTensor a, FgTensor b, FgTensor c, FgScalar value) { return fg::make([&] { return at::addcdiv(*a, *b, *c, fg::scalar(value)); }); }
FG_API int32_t fg_addcdiv_i(FgTensor a, FgTensor b, FgTensor c, FgScalar value) { return fg::act([&] { a->addcdiv_(*b, *c, fg::scalar(value)); }); }
FG_API FgTensor fg_lerp(FgTensor a, FgTensor end, FgTensor weight) { return fg::make([&] { return at::lerp(*a, *end, *weight); }); }
FG_API int32_t fg_lerp_i(FgTensor a, FgTensor end, FgTensor weight) { return fg::act([&] { a->lerp_(*end, *weight); }); }
FG_API FgTensor fg_nan_to_num(FgTensor a, FgScalar nan, FgScalar positive, FgScalar negative)
{
    auto number = [](FgScalar s) { return s.kind < 0 ? c10::optional<double>() : c10::optional<double>(fg::scalar(s).toDouble()); };
    return fg::make([&] { return at::nan_to_num(*a, number(nan), number(positive), number(negative)); });
}
FG_API FgTensor fg_where(FgTensor condition, FgTensor a, FgTensor b) { return fg::make([&] { return at::where(*condition, *a, *b); }); }
FG_API FgTensor fg_isclose(FgTensor a, FgTensor b, double rtol, double atol, uint8_t equal_nan) { return fg::make([&] { return at::isclose(*a, *b, rtol, atol, equal_nan != 0); }); }
FG_API int32_t fg_allclose(FgTensor a, FgTensor b, double rtol, double atol, uint8_t equal_nan, uint8_t* result) { return fg::act([&] { *result = at::allclose(*a, *b, rtol, atol, equal_nan != 0); }); }
FG_API int32_t fg_equal(FgTensor a, FgTensor b, uint8_t* result) { return fg::act([&] { *result = at::equal(*a, *b); }); }
FG_API int32_t fg_fill_i(FgTensor a, FgScalar value) { return fg::act([&] { a->fill_(fg::scalar(value)); }); }
FG_API int32_t fg_zero_i(FgTensor a) { return fg::act([&] { a->zero_(); }); }

FG_API FgTensor fg_leaky_relu(FgTensor a, FgScalar slope) { return fg::make([&] { return at::leaky_relu(*a, fg::scalar(slope)); }); }
FG_API int32_t fg_leaky_relu_i(FgTensor a, FgScalar slope) { return fg::act([&] { at::leaky_relu_(*a, fg::scalar(slope)); }); }
FG_API FgTensor fg_elu(FgTensor a, FgScalar alpha, FgScalar scale, FgScalar input_scale) { return fg::make([&] { return at::elu(*a, fg::scalar(alpha), fg::scalar(scale), fg::scalar(input_scale)); }); }
FG_API int32_t fg_elu_i(FgTensor a, FgScalar alpha, FgScalar scale, FgScalar input_scale) { return fg::act([&] { at::elu_(*a, fg::scalar(alpha), fg::scalar(scale), fg::scalar(input_scale)); }); }
FG_API FgTensor fg_hardtanh(FgTensor a, FgScalar low, FgScalar high) { return fg::make([&] { return at::hardtanh(*a, fg::scalar(low), fg::scalar(high)); }); }
FG_API int32_t fg_hardtanh_i(FgTensor a, FgScalar low, FgScalar high) { return fg::act([&] { at::hardtanh_(*a, fg::scalar(low), fg::scalar(high)); }); }
FG_API FgTensor fg_threshold(FgTensor a, FgScalar threshold, FgScalar value) { return fg::make([&] { return at::threshold(*a, fg::scalar(threshold), fg::scalar(value)); }); }
FG_API int32_t fg_threshold_i(FgTensor a, FgScalar threshold, FgScalar value) { return fg::act([&] { at::threshold_(*a, fg::scalar(threshold), fg::scalar(value)); }); }
FG_API FgTensor fg_softplus(FgTensor a, FgScalar beta, FgScalar threshold) { return fg::make([&] { return at::softplus(*a, fg::scalar(beta), fg::scalar(threshold)); }); }
FG_API FgTensor fg_prelu(FgTensor a, FgTensor weight) { return fg::make([&] { return at::prelu(*a, *weight); }); }
FG_API FgTensor fg_gelu(FgTensor a) { return fg::make([&] { return at::gelu(*a); }); }
FG_API FgTensor fg_glu(FgTensor a, int64_t dim) { return fg::make([&] { return at::glu(*a, dim); }); }
FG_API FgTensor fg_softmax(FgTensor a, int64_t dim, int8_t dtype) { return fg::make([&] { return at::softmax(*a, dim, fg::optional_dtype(dtype)); }); }
FG_API FgTensor fg_log_softmax(FgTensor a, int64_t dim, int8_t dtype) { return fg::make([&] { return at::log_softmax(*a, dim, fg::optional_dtype(dtype)); }); }
