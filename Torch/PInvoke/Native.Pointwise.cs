using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/pointwise.cpp: Element by element. A name ends in _s where the second operand is a number, in _i where the first is overwritten.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern nint fg_abs(nint a);

    [DllImport(Library)]
    internal static extern int fg_abs_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_acos(nint a);

    [DllImport(Library)]
    internal static extern int fg_acos_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_acosh(nint a);

    [DllImport(Library)]
    internal static extern int fg_acosh_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_asin(nint a);

    [DllImport(Library)]
    internal static extern int fg_asin_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_asinh(nint a);

    [DllImport(Library)]
    internal static extern int fg_asinh_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_atan(nint a);

    [DllImport(Library)]
    internal static extern int fg_atan_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_atanh(nint a);

    [DllImport(Library)]
    internal static extern int fg_atanh_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_bitwise_not(nint a);

    [DllImport(Library)]
    internal static extern int fg_bitwise_not_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_ceil(nint a);

    [DllImport(Library)]
    internal static extern int fg_ceil_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_cos(nint a);

    [DllImport(Library)]
    internal static extern int fg_cos_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_cosh(nint a);

    [DllImport(Library)]
    internal static extern int fg_cosh_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_digamma(nint a);

    [DllImport(Library)]
    internal static extern int fg_digamma_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_erf(nint a);

    [DllImport(Library)]
    internal static extern int fg_erf_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_erfc(nint a);

    [DllImport(Library)]
    internal static extern int fg_erfc_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_erfinv(nint a);

    [DllImport(Library)]
    internal static extern int fg_erfinv_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_exp(nint a);

    [DllImport(Library)]
    internal static extern int fg_exp_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_expm1(nint a);

    [DllImport(Library)]
    internal static extern int fg_expm1_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_floor(nint a);

    [DllImport(Library)]
    internal static extern int fg_floor_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_frac(nint a);

    [DllImport(Library)]
    internal static extern int fg_frac_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_lgamma(nint a);

    [DllImport(Library)]
    internal static extern int fg_lgamma_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_log(nint a);

    [DllImport(Library)]
    internal static extern int fg_log_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_log10(nint a);

    [DllImport(Library)]
    internal static extern int fg_log10_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_log1p(nint a);

    [DllImport(Library)]
    internal static extern int fg_log1p_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_log2(nint a);

    [DllImport(Library)]
    internal static extern int fg_log2_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_logical_not(nint a);

    [DllImport(Library)]
    internal static extern int fg_logical_not_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_neg(nint a);

    [DllImport(Library)]
    internal static extern int fg_neg_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_reciprocal(nint a);

    [DllImport(Library)]
    internal static extern int fg_reciprocal_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_relu(nint a);

    [DllImport(Library)]
    internal static extern int fg_relu_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_rsqrt(nint a);

    [DllImport(Library)]
    internal static extern int fg_rsqrt_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_sgn(nint a);

    [DllImport(Library)]
    internal static extern int fg_sgn_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_sigmoid(nint a);

    [DllImport(Library)]
    internal static extern int fg_sigmoid_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_sign(nint a);

    [DllImport(Library)]
    internal static extern int fg_sign_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_sin(nint a);

    [DllImport(Library)]
    internal static extern int fg_sin_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_sinc(nint a);

    [DllImport(Library)]
    internal static extern int fg_sinc_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_sinh(nint a);

    [DllImport(Library)]
    internal static extern int fg_sinh_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_sqrt(nint a);

    [DllImport(Library)]
    internal static extern int fg_sqrt_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_tan(nint a);

    [DllImport(Library)]
    internal static extern int fg_tan_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_tanh(nint a);

    [DllImport(Library)]
    internal static extern int fg_tanh_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_trunc(nint a);

    [DllImport(Library)]
    internal static extern int fg_trunc_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_hardsigmoid(nint a);

    [DllImport(Library)]
    internal static extern int fg_hardsigmoid_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_hardswish(nint a);

    [DllImport(Library)]
    internal static extern int fg_hardswish_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_mish(nint a);

    [DllImport(Library)]
    internal static extern int fg_mish_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_relu6(nint a);

    [DllImport(Library)]
    internal static extern int fg_relu6_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_selu(nint a);

    [DllImport(Library)]
    internal static extern int fg_selu_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_silu(nint a);

    [DllImport(Library)]
    internal static extern int fg_silu_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_angle(nint a);

    [DllImport(Library)]
    internal static extern nint fg_deg2rad(nint a);

    [DllImport(Library)]
    internal static extern nint fg_exp2(nint a);

    [DllImport(Library)]
    internal static extern nint fg_isfinite(nint a);

    [DllImport(Library)]
    internal static extern nint fg_isinf(nint a);

    [DllImport(Library)]
    internal static extern nint fg_isnan(nint a);

    [DllImport(Library)]
    internal static extern nint fg_isneginf(nint a);

    [DllImport(Library)]
    internal static extern nint fg_isposinf(nint a);

    [DllImport(Library)]
    internal static extern nint fg_isreal(nint a);

    [DllImport(Library)]
    internal static extern nint fg_log_sigmoid(nint a);

    [DllImport(Library)]
    internal static extern nint fg_positive(nint a);

    [DllImport(Library)]
    internal static extern nint fg_rad2deg(nint a);

    [DllImport(Library)]
    internal static extern nint fg_signbit(nint a);

    [DllImport(Library)]
    internal static extern nint fg_square(nint a);

    [DllImport(Library)]
    internal static extern nint fg_eq(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_eq_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_eq_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_eq_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_floor_divide(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_floor_divide_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_floor_divide_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_floor_divide_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_fmod(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_fmod_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_fmod_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_fmod_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_ge(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_ge_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_ge_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_ge_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_gt(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_gt_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_gt_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_gt_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_le(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_le_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_le_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_le_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_lt(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_lt_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_lt_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_lt_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_mul(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_mul_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_mul_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_mul_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_ne(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_ne_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_ne_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_ne_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_pow(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_pow_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_pow_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_pow_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_remainder(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_remainder_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_remainder_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_remainder_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_atan2(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_atan2_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_bitwise_and(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_bitwise_and_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_bitwise_left_shift(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_bitwise_left_shift_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_bitwise_or(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_bitwise_or_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_bitwise_right_shift(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_bitwise_right_shift_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_bitwise_xor(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_bitwise_xor_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_logical_and(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_logical_and_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_logical_or(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_logical_or_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_logical_xor(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_logical_xor_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_xlogy(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_xlogy_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_copysign(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_fmax(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_fmin(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_hypot(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_logaddexp(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_logaddexp2(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_maximum(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_minimum(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_add(nint a, nint b, NativeScalar alpha);

    [DllImport(Library)]
    internal static extern int fg_add_i(nint a, nint b, NativeScalar alpha);

    [DllImport(Library)]
    internal static extern nint fg_add_s(nint a, NativeScalar b, NativeScalar alpha);

    [DllImport(Library)]
    internal static extern int fg_add_si(nint a, NativeScalar b, NativeScalar alpha);

    [DllImport(Library)]
    internal static extern nint fg_sub(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_sub_i(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_sub_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern int fg_sub_si(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_rsub_s(nint a, NativeScalar b);

    [DllImport(Library)]
    internal static extern nint fg_div(nint a, nint b, int rounding);

    [DllImport(Library)]
    internal static extern int fg_div_i(nint a, nint b, int rounding);

    [DllImport(Library)]
    internal static extern nint fg_div_s(nint a, NativeScalar b, int rounding);

    [DllImport(Library)]
    internal static extern int fg_div_si(nint a, NativeScalar b, int rounding);

    [DllImport(Library)]
    internal static extern nint fg_round(nint a, long decimals);

    [DllImport(Library)]
    internal static extern int fg_round_i(nint a, long decimals);

    [DllImport(Library)]
    internal static extern nint fg_clamp(nint a, NativeScalar low, NativeScalar high);

    [DllImport(Library)]
    internal static extern int fg_clamp_i(nint a, NativeScalar low, NativeScalar high);

    [DllImport(Library)]
    internal static extern nint fg_clamp_t(nint a, nint low, nint high);

    [DllImport(Library)]
    internal static extern int fg_clamp_ti(nint a, nint low, nint high);

    [DllImport(Library)]
    internal static extern nint fg_addcmul(nint a, nint b, nint c, NativeScalar value);

    [DllImport(Library)]
    internal static extern int fg_addcmul_i(nint a, nint b, nint c, NativeScalar value);

    [DllImport(Library)]
    internal static extern nint fg_addcdiv(nint a, nint b, nint c, NativeScalar value);

    [DllImport(Library)]
    internal static extern int fg_addcdiv_i(nint a, nint b, nint c, NativeScalar value);

    [DllImport(Library)]
    internal static extern nint fg_lerp(nint a, nint end, nint weight);

    [DllImport(Library)]
    internal static extern int fg_lerp_i(nint a, nint end, nint weight);

    [DllImport(Library)]
    internal static extern nint fg_nan_to_num(nint a, NativeScalar nan, NativeScalar positive, NativeScalar negative);

    [DllImport(Library)]
    internal static extern nint fg_where(nint condition, nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_isclose(nint a, nint b, double rtol, double atol, bool equalNan);

    [DllImport(Library)]
    internal static extern int fg_allclose(nint a, nint b, double rtol, double atol, bool equalNan, bool* result);

    [DllImport(Library)]
    internal static extern int fg_equal(nint a, nint b, bool* result);

    [DllImport(Library)]
    internal static extern int fg_fill_i(nint a, NativeScalar value);

    [DllImport(Library)]
    internal static extern int fg_zero_i(nint a);

    [DllImport(Library)]
    internal static extern nint fg_leaky_relu(nint a, NativeScalar slope);

    [DllImport(Library)]
    internal static extern int fg_leaky_relu_i(nint a, NativeScalar slope);

    [DllImport(Library)]
    internal static extern nint fg_elu(nint a, NativeScalar alpha, NativeScalar scale, NativeScalar inputScale);

    [DllImport(Library)]
    internal static extern int fg_elu_i(nint a, NativeScalar alpha, NativeScalar scale, NativeScalar inputScale);

    [DllImport(Library)]
    internal static extern nint fg_hardtanh(nint a, NativeScalar low, NativeScalar high);

    [DllImport(Library)]
    internal static extern int fg_hardtanh_i(nint a, NativeScalar low, NativeScalar high);

    [DllImport(Library)]
    internal static extern nint fg_threshold(nint a, NativeScalar threshold, NativeScalar value);

    [DllImport(Library)]
    internal static extern int fg_threshold_i(nint a, NativeScalar threshold, NativeScalar value);

    [DllImport(Library)]
    internal static extern nint fg_softplus(nint a, NativeScalar beta, NativeScalar threshold);

    [DllImport(Library)]
    internal static extern nint fg_prelu(nint a, nint weight);

    [DllImport(Library)]
    internal static extern nint fg_gelu(nint a);

    [DllImport(Library)]
    internal static extern nint fg_glu(nint a, long dim);

    [DllImport(Library)]
    internal static extern nint fg_softmax(nint a, long dim, sbyte dtype);

    [DllImport(Library)]
    internal static extern nint fg_log_softmax(nint a, long dim, sbyte dtype);
}
