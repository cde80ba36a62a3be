using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Operators.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => Native.Made(Native.fg_add_s(left.Handle, right.Value, NativeScalar.One), left);

        public static Tensor operator +(Tensor left, int right) => Native.Made(Native.fg_add_s(left.Handle, NativeScalar.Of((long)right), NativeScalar.One), left);

        public static Tensor operator +(Tensor left, long right) => Native.Made(Native.fg_add_s(left.Handle, NativeScalar.Of(right), NativeScalar.One), left);

        public static Tensor operator +(Tensor left, float right) => Native.Made(Native.fg_add_s(left.Handle, NativeScalar.Of((double)right), NativeScalar.One), left);

        public static Tensor operator +(Tensor left, double right) => Native.Made(Native.fg_add_s(left.Handle, NativeScalar.Of(right), NativeScalar.One), left);

        public static Tensor operator +(Scalar left, Tensor right) => Native.Made(Native.fg_add_s(right.Handle, left.Value, NativeScalar.One), right);

        public static Tensor operator +(int left, Tensor right) => Native.Made(Native.fg_add_s(right.Handle, NativeScalar.Of((long)left), NativeScalar.One), right);

        public static Tensor operator +(long left, Tensor right) => Native.Made(Native.fg_add_s(right.Handle, NativeScalar.Of(left), NativeScalar.One), right);

        public static Tensor operator +(float left, Tensor right) => Native.Made(Native.fg_add_s(right.Handle, NativeScalar.Of((double)left), NativeScalar.One), right);

        public static Tensor operator +(double left, Tensor right) => Native.Made(Native.fg_add_s(right.Handle, NativeScalar.Of(left), NativeScalar.One), right);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => Native.Made(Native.fg_sub_s(left.Handle, right.Value), left);

        public static Tensor operator -(Tensor left, int right) => Native.Made(Native.fg_sub_s(left.Handle, NativeScalar.Of((long)right)), left);

        public static Tensor operator -(Tensor left, long right) => Native.Made(Native.fg_sub_s(left.Handle, NativeScalar.Of(right)), left);

        public static Tensor operator -(Tensor left, float right) => Native.Made(Native.fg_sub_s(left.Handle, NativeScalar.Of((double)right)), left);

        public static Tensor operator -(Tensor left, double right) => Native.Made(Native.fg_sub_s(left.Handle, NativeScalar.Of(right)), left);

        public static Tensor operator -(Scalar left, Tensor right) => Native.Made(Native.fg_rsub_s(right.Handle, left.Value), right);

        public static Tensor operator -(int left, Tensor right) => Native.Made(Native.fg_rsub_s(right.Handle, NativeScalar.Of((long)left)), right);

        public static Tensor operator -(long left, Tensor right) => Native.Made(Native.fg_rsub_s(right.Handle, NativeScalar.Of(left)), right);

        public static Tensor operator -(float left, Tensor right) => Native.Made(Native.fg_rsub_s(right.Handle, NativeScalar.Of((double)left)), right);

        public static Tensor operator -(double left, Tensor right) => Native.Made(Native.fg_rsub_s(right.Handle, NativeScalar.Of(left)), right);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => Native.Made(Native.fg_mul_s(left.Handle, right.Value), left);

        public static Tensor operator *(Tensor left, int right) => Native.Made(Native.fg_mul_s(left.Handle, NativeScalar.Of((long)right)), left);

        public static Tensor operator *(Tensor left, long right) => Native.Made(Native.fg_mul_s(left.Handle, NativeScalar.Of(right)), left);

        public static Tensor operator *(Tensor left, float right) => Native.Made(Native.fg_mul_s(left.Handle, NativeScalar.Of((double)right)), left);

        public static Tensor operator *(Tensor left, double right) => Native.Made(Native.fg_mul_s(left.Handle, NativeScalar.Of(right)), left);

        public static Tensor operator *(Scalar left, Tensor right) => Native.Made(Native.fg_mul_s(right.Handle, left.Value), right);

        public static Tensor operator *(int left, Tensor right) => Native.Made(Native.fg_mul_s(right.Handle, NativeScalar.Of((long)left)), right);

        public static Tensor operator *(long left, Tensor right) => Native.Made(Native.fg_mul_s(right.Handle, NativeScalar.Of(left)), right);

        public static Tensor operator *(float left, Tensor right) => Native.Made(Native.fg_mul_s(right.Handle, NativeScalar.Of((double)left)), right);

        public static Tensor operator *(double left, Tensor right) => Native.Made(Native.fg_mul_s(right.Handle, NativeScalar.Of(left)), right);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => Native.Made(Native.fg_div_s(left.Handle, right.Value, 0), left);

        public static Tensor operator /(Tensor left, int right) => Native.Made(Native.fg_div_s(left.Handle, NativeScalar.Of((long)right), 0), left);

        public static Tensor operator /(Tensor left, long right) => Native.Made(Native.fg_div_s(left.Handle, NativeScalar.Of(right), 0), left);

        public static Tensor operator /(Tensor left, float right) => Native.Made(Native.fg_div_s(left.Handle, NativeScalar.Of((double)right), 0), left);

        public static Tensor operator /(Tensor left, double right) => Native.Made(Native.fg_div_s(left.Handle, NativeScalar.Of(right), 0), left);

        public static Tensor operator /(Scalar left, Tensor right) => right.ReciprocalTimes(left.Value);

        public static Tensor operator /(int left, Tensor right) => right.ReciprocalTimes(NativeScalar.Of((long)left));

        public static Tensor operator /(long left, Tensor right) => right.ReciprocalTimes(NativeScalar.Of(left));

        public static Tensor operator /(float left, Tensor right) => right.ReciprocalTimes(NativeScalar.Of((double)left));

        public static Tensor operator /(double left, Tensor right) => right.ReciprocalTimes(NativeScalar.Of(left));

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => Native.Made(Native.fg_remainder_s(left.Handle, right.Value), left);

        public static Tensor operator %(Tensor left, int right) => Native.Made(Native.fg_remainder_s(left.Handle, NativeScalar.Of((long)right)), left);

        public static Tensor operator %(Tensor left, long right) => Native.Made(Native.fg_remainder_s(left.Handle, NativeScalar.Of(right)), left);

        public static Tensor operator %(Tensor left, float right) => Native.Made(Native.fg_remainder_s(left.Handle, NativeScalar.Of((double)right)), left);

        public static Tensor operator %(Tensor left, double right) => Native.Made(Native.fg_remainder_s(left.Handle, NativeScalar.Of(right)), left);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        public static implicit operator Tensor(byte value) => tensor(value);

        public static implicit operator Tensor(sbyte value) => tensor(value);

        public static implicit operator Tensor(short value) => tensor(value);

        public static implicit operator Tensor(int value) => tensor(value);

        public static implicit operator Tensor(long value) => tensor(value);

        public static implicit operator Tensor(float value) => tensor(value);

        public static implicit operator Tensor(double value) => tensor(value);

        public static implicit operator Tensor(bool value) => tensor(value);

        public static implicit operator Tensor(byte[] value) => tensor(value);

        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        public static implicit operator Tensor(short[] value) => tensor(value);

        public static implicit operator Tensor(int[] value) => tensor(value);

        public static implicit operator Tensor(long[] value) => tensor(value);

        public static implicit operator Tensor(float[] value) => tensor(value);

        public static implicit operator Tensor(double[] value) => tensor(value);

        public static implicit operator Tensor(bool[] value) => tensor(value);

        public static implicit operator Tensor(Scalar scalar) => FromScalar(scalar);

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();

        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        public static explicit operator byte(Tensor value) => value.ToByte();

        public static explicit operator short(Tensor value) => value.ToInt16();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}
