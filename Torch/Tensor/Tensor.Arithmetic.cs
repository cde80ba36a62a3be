using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Arithmetic that takes more than two operands or options.</summary>
public static partial class torch
{
    /// <summary>What division does with a fraction.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    public partial class Tensor
    {
        public Tensor add(Tensor target) => Native.Made(Native.fg_add(Handle, target.Handle, NativeScalar.One), this, target);

        public Tensor add(Tensor target, Scalar alpha) => Native.Made(Native.fg_add(Handle, target.Handle, alpha.Value), this, target);

        public Tensor add(Scalar scalar) => Native.Made(Native.fg_add_s(Handle, scalar.Value, NativeScalar.One), this);

        public Tensor add(Scalar scalar, Scalar alpha) => Native.Made(Native.fg_add_s(Handle, scalar.Value, alpha.Value), this);

        public Tensor add_(Tensor target) => Native.Acted(Native.fg_add_i(Handle, target.Handle, NativeScalar.One), this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Native.Acted(Native.fg_add_i(Handle, target.Handle, alpha.Value), this, target);

        public Tensor add_(Scalar scalar) => Native.Acted(Native.fg_add_si(Handle, scalar.Value, NativeScalar.One), this);

        public Tensor add_(Scalar scalar, Scalar alpha) => Native.Acted(Native.fg_add_si(Handle, scalar.Value, alpha.Value), this);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Native.Made(Native.fg_div(Handle, target.Handle, (int)rounding_mode), this, target);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Native.Made(Native.fg_div_s(Handle, target.Value, (int)rounding_mode), this);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Native.Acted(Native.fg_div_i(Handle, target.Handle, (int)rounding_mode), this, target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Native.Acted(Native.fg_div_si(Handle, target.Value, (int)rounding_mode), this);

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor true_divide_(Tensor other) => div_(other);

        public Tensor true_divide_(Scalar other) => div_(other);

        public Tensor round(long decimals = 0L) => Native.Made(Native.fg_round(Handle, decimals), this);

        public Tensor round_(long decimals = 0L) => Native.Acted(Native.fg_round_i(Handle, decimals), this);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Native.Made(Native.fg_clamp(Handle, NativeScalar.Of(min), NativeScalar.Of(max)), this);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Native.Made(Native.fg_clamp_t(Handle, Native.Optional(min), Native.Optional(max)), this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Native.Acted(Native.fg_clamp_i(Handle, NativeScalar.Of(min), NativeScalar.Of(max)), this);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Native.Acted(Native.fg_clamp_ti(Handle, Native.Optional(min), Native.Optional(max)), this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_max(Scalar max) => Native.Made(Native.fg_clamp(Handle, NativeScalar.Absent, max.Value), this);

        public Tensor clamp_max_(Scalar max) => Native.Acted(Native.fg_clamp_i(Handle, NativeScalar.Absent, max.Value), this);

        public Tensor clamp_min(Scalar min) => Native.Made(Native.fg_clamp(Handle, min.Value, NativeScalar.Absent), this);

        public Tensor clamp_min_(Scalar min) => Native.Acted(Native.fg_clamp_i(Handle, min.Value, NativeScalar.Absent), this);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Native.Made(Native.fg_addcmul(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Native.Acted(Native.fg_addcmul_i(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Native.Made(Native.fg_addcdiv(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Native.Acted(Native.fg_addcdiv_i(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor lerp(Tensor end, Tensor weight) => Native.Made(Native.fg_lerp(Handle, end.Handle, weight.Handle), this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Native.Acted(Native.fg_lerp_i(Handle, end.Handle, weight.Handle), this, end, weight);

        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null)
            => Native.Made(Native.fg_nan_to_num(Handle, NativeScalar.Of(nan), posinf is null ? NativeScalar.Absent : NativeScalar.Of(posinf.Value), neginf is null ? NativeScalar.Absent : NativeScalar.Of(neginf.Value)), this);

        public Tensor where(Tensor condition, Tensor y) => Native.Made(Native.fg_where(condition.Handle, Handle, y.Handle), condition, this, y);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false)
            => Native.Made(Native.fg_isclose(Handle, other.Handle, rtol, atol, nanEqual), this, other);

        public unsafe bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            bool close;
            Native.Check(Native.fg_allclose(Handle, target.Handle, rtol, atol, equal_nan, &close), this, target);
            return close;
        }

        public Tensor leaky_relu(Scalar negative_slope) => Native.Made(Native.fg_leaky_relu(Handle, negative_slope.Value), this);

        public Tensor leaky_relu_(Scalar negative_slope) => Native.Acted(Native.fg_leaky_relu_i(Handle, negative_slope.Value), this);

        public Tensor elu(double alpha = 1) => elu(alpha, 1.0, 1.0);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Native.Made(Native.fg_elu(Handle, alpha.Value, scale.Value, input_scale.Value), this);

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Native.Acted(Native.fg_elu_i(Handle, alpha.Value, scale.Value, input_scale.Value), this);

        public Tensor hardtanh(Scalar min, Scalar max) => Native.Made(Native.fg_hardtanh(Handle, min.Value, max.Value), this);

        public Tensor hardtanh_(Scalar min, Scalar max) => Native.Acted(Native.fg_hardtanh_i(Handle, min.Value, max.Value), this);

        public Tensor threshold(Scalar threshold, Scalar value) => Native.Made(Native.fg_threshold(Handle, threshold.Value, value.Value), this);

        public Tensor threshold_(Scalar threshold, Scalar value) => Native.Acted(Native.fg_threshold_i(Handle, threshold.Value, value.Value), this);

        public Tensor softplus(double beta = 1, double threshold = 20) => Native.Made(Native.fg_softplus(Handle, NativeScalar.Of(beta), NativeScalar.Of(threshold)), this);

        public Tensor prelu(Tensor target) => Native.Made(Native.fg_prelu(Handle, target.Handle), this, target);

        public Tensor glu(long dim = -1) => Native.Made(Native.fg_glu(Handle, dim), this);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.Made(Native.fg_softmax(Handle, dim, Native.Optional(dtype)), this);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Native.Made(Native.fg_log_softmax(Handle, dim, Native.Optional(dtype)), this);

        /// <summary>As PyTorch divides a number by a tensor: times the reciprocal.</summary>
        internal Tensor ReciprocalTimes(NativeScalar numerator)
        {
            using Tensor inverse = reciprocal();
            return Native.Made(Native.fg_mul_s(inverse.Handle, numerator), inverse);
        }
    }
}
