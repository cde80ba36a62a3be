using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Functions of one element.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Native.Made(Native.fg_abs(Handle), this);

        public Tensor abs_() => Native.Acted(Native.fg_abs_i(Handle), this);

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor acos() => Native.Made(Native.fg_acos(Handle), this);

        public Tensor acos_() => Native.Acted(Native.fg_acos_i(Handle), this);

        public Tensor arccos() => acos();

        public Tensor arccos_() => acos_();

        public Tensor acosh() => Native.Made(Native.fg_acosh(Handle), this);

        public Tensor acosh_() => Native.Acted(Native.fg_acosh_i(Handle), this);

        public Tensor arccosh() => acosh();

        public Tensor arccosh_() => acosh_();

        public Tensor angle() => Native.Made(Native.fg_angle(Handle), this);

        public Tensor asin() => Native.Made(Native.fg_asin(Handle), this);

        public Tensor asin_() => Native.Acted(Native.fg_asin_i(Handle), this);

        public Tensor arcsin() => asin();

        public Tensor arcsin_() => asin_();

        public Tensor asinh() => Native.Made(Native.fg_asinh(Handle), this);

        public Tensor asinh_() => Native.Acted(Native.fg_asinh_i(Handle), this);

        public Tensor arcsinh() => asinh();

        public Tensor arcsinh_() => asinh_();

        public Tensor atan() => Native.Made(Native.fg_atan(Handle), this);

        public Tensor atan_() => Native.Acted(Native.fg_atan_i(Handle), this);

        public Tensor arctan() => atan();

        public Tensor arctan_() => atan_();

        public Tensor atanh() => Native.Made(Native.fg_atanh(Handle), this);

        public Tensor atanh_() => Native.Acted(Native.fg_atanh_i(Handle), this);

        public Tensor arctanh() => atanh();

        public Tensor arctanh_() => atanh_();

        public Tensor bitwise_not() => Native.Made(Native.fg_bitwise_not(Handle), this);

        public Tensor bitwise_not_() => Native.Acted(Native.fg_bitwise_not_i(Handle), this);

        public Tensor ceil() => Native.Made(Native.fg_ceil(Handle), this);

        public Tensor ceil_() => Native.Acted(Native.fg_ceil_i(Handle), this);

        public Tensor cos() => Native.Made(Native.fg_cos(Handle), this);

        public Tensor cos_() => Native.Acted(Native.fg_cos_i(Handle), this);

        public Tensor cosh() => Native.Made(Native.fg_cosh(Handle), this);

        public Tensor cosh_() => Native.Acted(Native.fg_cosh_i(Handle), this);

        public Tensor deg2rad() => Native.Made(Native.fg_deg2rad(Handle), this);

        public Tensor digamma() => Native.Made(Native.fg_digamma(Handle), this);

        public Tensor digamma_() => Native.Acted(Native.fg_digamma_i(Handle), this);

        public Tensor erf() => Native.Made(Native.fg_erf(Handle), this);

        public Tensor erf_() => Native.Acted(Native.fg_erf_i(Handle), this);

        public Tensor erfc() => Native.Made(Native.fg_erfc(Handle), this);

        public Tensor erfc_() => Native.Acted(Native.fg_erfc_i(Handle), this);

        public Tensor erfinv() => Native.Made(Native.fg_erfinv(Handle), this);

        public Tensor erfinv_() => Native.Acted(Native.fg_erfinv_i(Handle), this);

        public Tensor exp2() => Native.Made(Native.fg_exp2(Handle), this);

        public Tensor exp() => Native.Made(Native.fg_exp(Handle), this);

        public Tensor exp_() => Native.Acted(Native.fg_exp_i(Handle), this);

        public Tensor expm1() => Native.Made(Native.fg_expm1(Handle), this);

        public Tensor expm1_() => Native.Acted(Native.fg_expm1_i(Handle), this);

        public Tensor floor() => Native.Made(Native.fg_floor(Handle), this);

        public Tensor floor_() => Native.Acted(Native.fg_floor_i(Handle), this);

        public Tensor frac() => Native.Made(Native.fg_frac(Handle), this);

        public Tensor frac_() => Native.Acted(Native.fg_frac_i(Handle), this);

        public Tensor isfinite() => Native.Made(Native.fg_isfinite(Handle), this);

        public Tensor isinf() => Native.Made(Native.fg_isinf(Handle), this);

        public Tensor isnan() => Native.Made(Native.fg_isnan(Handle), this);

        public Tensor isneginf() => Native.Made(Native.fg_isneginf(Handle), this);

        public Tensor isposinf() => Native.Made(Native.fg_isposinf(Handle), this);

        public Tensor isreal() => Native.Made(Native.fg_isreal(Handle), this);

        public Tensor lgamma() => Native.Made(Native.fg_lgamma(Handle), this);

        public Tensor lgamma_() => Native.Acted(Native.fg_lgamma_i(Handle), this);

        public Tensor log10() => Native.Made(Native.fg_log10(Handle), this);

        public Tensor log10_() => Native.Acted(Native.fg_log10_i(Handle), this);

        public Tensor log1p() => Native.Made(Native.fg_log1p(Handle), this);

        public Tensor log1p_() => Native.Acted(Native.fg_log1p_i(Handle), this);

        public Tensor log2() => Native.Made(Native.fg_log2(Handle), this);

        public Tensor log2_() => Native.Acted(Native.fg_log2_i(Handle), this);

        public Tensor log() => Native.Made(Native.fg_log(Handle), this);

        public Tensor log_() => Native.Acted(Native.fg_log_i(Handle), this);

        public Tensor logical_not() => Native.Made(Native.fg_logical_not(Handle), this);

        public Tensor logical_not_() => Native.Acted(Native.fg_logical_not_i(Handle), this);

        public Tensor neg() => Native.Made(Native.fg_neg(Handle), this);

        public Tensor neg_() => Native.Acted(Native.fg_neg_i(Handle), this);

        public Tensor negative() => neg();

        public Tensor positive() => Native.Made(Native.fg_positive(Handle), this);

        public Tensor rad2deg() => Native.Made(Native.fg_rad2deg(Handle), this);

        public Tensor reciprocal() => Native.Made(Native.fg_reciprocal(Handle), this);

        public Tensor reciprocal_() => Native.Acted(Native.fg_reciprocal_i(Handle), this);

        public Tensor rsqrt() => Native.Made(Native.fg_rsqrt(Handle), this);

        public Tensor rsqrt_() => Native.Acted(Native.fg_rsqrt_i(Handle), this);

        public Tensor sgn() => Native.Made(Native.fg_sgn(Handle), this);

        public Tensor sgn_() => Native.Acted(Native.fg_sgn_i(Handle), this);

        public Tensor sigmoid() => Native.Made(Native.fg_sigmoid(Handle), this);

        public Tensor sigmoid_() => Native.Acted(Native.fg_sigmoid_i(Handle), this);

        public Tensor sign() => Native.Made(Native.fg_sign(Handle), this);

        public Tensor sign_() => Native.Acted(Native.fg_sign_i(Handle), this);

        public Tensor signbit() => Native.Made(Native.fg_signbit(Handle), this);

        public Tensor sin() => Native.Made(Native.fg_sin(Handle), this);

        public Tensor sin_() => Native.Acted(Native.fg_sin_i(Handle), this);

        public Tensor sinc() => Native.Made(Native.fg_sinc(Handle), this);

        public Tensor sinc_() => Native.Acted(Native.fg_sinc_i(Handle), this);

        public Tensor sinh() => Native.Made(Native.fg_sinh(Handle), this);

        public Tensor sinh_() => Native.Acted(Native.fg_sinh_i(Handle), this);

        public Tensor sqrt() => Native.Made(Native.fg_sqrt(Handle), this);

        public Tensor sqrt_() => Native.Acted(Native.fg_sqrt_i(Handle), this);

        public Tensor square() => Native.Made(Native.fg_square(Handle), this);

        public Tensor tan() => Native.Made(Native.fg_tan(Handle), this);

        public Tensor tan_() => Native.Acted(Native.fg_tan_i(Handle), this);

        public Tensor tanh() => Native.Made(Native.fg_tanh(Handle), this);

        public Tensor tanh_() => Native.Acted(Native.fg_tanh_i(Handle), this);

        public Tensor trunc() => Native.Made(Native.fg_trunc(Handle), this);

        public Tensor trunc_() => Native.Acted(Native.fg_trunc_i(Handle), this);

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        public Tensor gelu() => Native.Made(Native.fg_gelu(Handle), this);

        public Tensor hardsigmoid() => Native.Made(Native.fg_hardsigmoid(Handle), this);

        public Tensor hardsigmoid_() => Native.Acted(Native.fg_hardsigmoid_i(Handle), this);

        public Tensor hardswish() => Native.Made(Native.fg_hardswish(Handle), this);

        public Tensor hardswish_() => Native.Acted(Native.fg_hardswish_i(Handle), this);

        public Tensor log_sigmoid() => Native.Made(Native.fg_log_sigmoid(Handle), this);

        public Tensor relu6() => Native.Made(Native.fg_relu6(Handle), this);

        public Tensor relu6_() => Native.Acted(Native.fg_relu6_i(Handle), this);

        public Tensor relu() => Native.Made(Native.fg_relu(Handle), this);

        public Tensor relu_() => Native.Acted(Native.fg_relu_i(Handle), this);

        public Tensor selu() => Native.Made(Native.fg_selu(Handle), this);

        public Tensor selu_() => Native.Acted(Native.fg_selu_i(Handle), this);

        public Tensor silu() => Native.Made(Native.fg_silu(Handle), this);

        public Tensor silu_() => Native.Acted(Native.fg_silu_i(Handle), this);
    }
}
