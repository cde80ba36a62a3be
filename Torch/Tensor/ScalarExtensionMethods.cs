using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Conversions between .NET's numbers and <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => new(NativeScalar.Of((long)value));

    public static Scalar ToScalar(this sbyte value) => new(NativeScalar.Of((long)value));

    public static Scalar ToScalar(this short value) => new(NativeScalar.Of((long)value));

    public static Scalar ToScalar(this int value) => new(NativeScalar.Of((long)value));

    public static Scalar ToScalar(this long value) => new(NativeScalar.Of(value));

    public static Scalar ToScalar(this float value) => new(NativeScalar.Of((double)value));

    public static Scalar ToScalar(this double value) => new(NativeScalar.Of(value));

    public static Scalar ToScalar(this bool value) => new(NativeScalar.Of(value));

    public static Scalar ToScalar(this Half value) => new(NativeScalar.Of((double)value));

    public static Half ToHalf(this Scalar value) => (Half)value.Value.AsDouble;

    public static float ToSingle(this Scalar value) => (float)value.Value.AsDouble;

    public static double ToDouble(this Scalar value) => value.Value.AsDouble;

    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.Value.AsInt64);

    public static byte ToByte(this Scalar value) => checked((byte)value.Value.AsInt64);

    public static short ToInt16(this Scalar value) => checked((short)value.Value.AsInt64);

    public static int ToInt32(this Scalar value) => checked((int)value.Value.AsInt64);

    public static long ToInt64(this Scalar value) => value.Value.AsInt64;

    public static bool ToBoolean(this Scalar value) => value.Value.AsDouble != 0;
}
