using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Functions of two elements.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor mul(Tensor target) => Native.Made(Native.fg_mul(Handle, target.Handle), this, target);

        public Tensor mul_(Tensor target) => Native.Acted(Native.fg_mul_i(Handle, target.Handle), this, target);

        public Tensor mul(Scalar target) => Native.Made(Native.fg_mul_s(Handle, target.Value), this);

        public Tensor mul_(Scalar target) => Native.Acted(Native.fg_mul_si(Handle, target.Value), this);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor sub(Tensor target) => Native.Made(Native.fg_sub(Handle, target.Handle), this, target);

        public Tensor sub_(Tensor target) => Native.Acted(Native.fg_sub_i(Handle, target.Handle), this, target);

        public Tensor sub(Scalar target) => Native.Made(Native.fg_sub_s(Handle, target.Value), this);

        public Tensor sub_(Scalar target) => Native.Acted(Native.fg_sub_si(Handle, target.Value), this);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor pow(Tensor exponent) => Native.Made(Native.fg_pow(Handle, exponent.Handle), this, exponent);

        public Tensor pow_(Tensor exponent) => Native.Acted(Native.fg_pow_i(Handle, exponent.Handle), this, exponent);

        public Tensor pow(Scalar exponent) => Native.Made(Native.fg_pow_s(Handle, exponent.Value), this);

        public Tensor pow_(Scalar exponent) => Native.Acted(Native.fg_pow_si(Handle, exponent.Value), this);

        public Tensor fmod(Tensor target) => Native.Made(Native.fg_fmod(Handle, target.Handle), this, target);

        public Tensor fmod_(Tensor target) => Native.Acted(Native.fg_fmod_i(Handle, target.Handle), this, target);

        public Tensor fmod(Scalar scalar) => Native.Made(Native.fg_fmod_s(Handle, scalar.Value), this);

        public Tensor fmod_(Scalar scalar) => Native.Acted(Native.fg_fmod_si(Handle, scalar.Value), this);

        public Tensor remainder(Tensor target) => Native.Made(Native.fg_remainder(Handle, target.Handle), this, target);

        public Tensor remainder_(Tensor target) => Native.Acted(Native.fg_remainder_i(Handle, target.Handle), this, target);

        public Tensor remainder(Scalar scalar) => Native.Made(Native.fg_remainder_s(Handle, scalar.Value), this);

        public Tensor remainder_(Scalar scalar) => Native.Acted(Native.fg_remainder_si(Handle, scalar.Value), this);

        public Tensor floor_divide(Tensor other) => Native.Made(Native.fg_floor_divide(Handle, other.Handle), this, other);

        public Tensor floor_divide_(Tensor other) => Native.Acted(Native.fg_floor_divide_i(Handle, other.Handle), this, other);

        public Tensor floor_divide(Scalar other) => Native.Made(Native.fg_floor_divide_s(Handle, other.Value), this);

        public Tensor floor_divide_(Scalar other) => Native.Acted(Native.fg_floor_divide_si(Handle, other.Value), this);

        public Tensor atan2(Tensor other) => Native.Made(Native.fg_atan2(Handle, other.Handle), this, other);

        public Tensor atan2_(Tensor other) => Native.Acted(Native.fg_atan2_i(Handle, other.Handle), this, other);

        public Tensor bitwise_and(Tensor other) => Native.Made(Native.fg_bitwise_and(Handle, other.Handle), this, other);

        public Tensor bitwise_and_(Tensor other) => Native.Acted(Native.fg_bitwise_and_i(Handle, other.Handle), this, other);

        public Tensor bitwise_or(Tensor other) => Native.Made(Native.fg_bitwise_or(Handle, other.Handle), this, other);

        public Tensor bitwise_or_(Tensor other) => Native.Acted(Native.fg_bitwise_or_i(Handle, other.Handle), this, other);

        public Tensor bitwise_xor(Tensor other) => Native.Made(Native.fg_bitwise_xor(Handle, other.Handle), this, other);

        public Tensor bitwise_xor_(Tensor other) => Native.Acted(Native.fg_bitwise_xor_i(Handle, other.Handle), this, other);

        public Tensor bitwise_left_shift(Tensor other) => Native.Made(Native.fg_bitwise_left_shift(Handle, other.Handle), this, other);

        public Tensor bitwise_left_shift_(Tensor other) => Native.Acted(Native.fg_bitwise_left_shift_i(Handle, other.Handle), this, other);

        public Tensor bitwise_right_shift(Tensor other) => Native.Made(Native.fg_bitwise_right_shift(Handle, other.Handle), this, other);

        public Tensor bitwise_right_shift_(Tensor other) => Native.Acted(Native.fg_bitwise_right_shift_i(Handle, other.Handle), this, other);

        public Tensor logical_and(Tensor other) => Native.Made(Native.fg_logical_and(Handle, other.Handle), this, other);

        public Tensor logical_and_(Tensor other) => Native.Acted(Native.fg_logical_and_i(Handle, other.Handle), this, other);

        public Tensor logical_or(Tensor other) => Native.Made(Native.fg_logical_or(Handle, other.Handle), this, other);

        public Tensor logical_or_(Tensor other) => Native.Acted(Native.fg_logical_or_i(Handle, other.Handle), this, other);

        public Tensor logical_xor(Tensor other) => Native.Made(Native.fg_logical_xor(Handle, other.Handle), this, other);

        public Tensor logical_xor_(Tensor other) => Native.Acted(Native.fg_logical_xor_i(Handle, other.Handle), this, other);

        public Tensor xlogy(Tensor y) => Native.Made(Native.fg_xlogy(Handle, y.Handle), this, y);

        public Tensor xlogy_(Tensor y) => Native.Acted(Native.fg_xlogy_i(Handle, y.Handle), this, y);

        public Tensor copysign(Tensor other) => Native.Made(Native.fg_copysign(Handle, other.Handle), this, other);

        public Tensor hypot(Tensor other) => Native.Made(Native.fg_hypot(Handle, other.Handle), this, other);

        public Tensor logaddexp(Tensor other) => Native.Made(Native.fg_logaddexp(Handle, other.Handle), this, other);

        public Tensor logaddexp2(Tensor other) => Native.Made(Native.fg_logaddexp2(Handle, other.Handle), this, other);

        public Tensor fmax(Tensor other) => Native.Made(Native.fg_fmax(Handle, other.Handle), this, other);

        public Tensor fmin(Tensor other) => Native.Made(Native.fg_fmin(Handle, other.Handle), this, other);

        public Tensor maximum(Tensor other) => Native.Made(Native.fg_maximum(Handle, other.Handle), this, other);

        public Tensor minimum(Tensor other) => Native.Made(Native.fg_minimum(Handle, other.Handle), this, other);
    }
}
