using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Weights;

/// <summary>Conversion between little-endian tensor bytes and .NET numbers.</summary>
internal static class TensorElements
{
    public static void ToFloats(TensorType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case TensorType.F32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case TensorType.F16:
                Convert<Half>(bytes, values, v => (float)v);
                break;
            case TensorType.BF16:
                // A bfloat16 is the upper 16 bits of a float32.
                Convert<ushort>(bytes, values, v => BitConverter.UInt32BitsToSingle((uint)v << 16));
                break;
            case TensorType.F64:
                Convert<double>(bytes, values, v => (float)v);
                break;
            case TensorType.I8:
                Convert<sbyte>(bytes, values, v => v);
                break;
            case TensorType.Bool:
            case TensorType.U8:
                Convert<byte>(bytes, values, v => v);
                break;
            case TensorType.I16:
                Convert<short>(bytes, values, v => v);
                break;
            case TensorType.U16:
                Convert<ushort>(bytes, values, v => v);
                break;
            case TensorType.I32:
                Convert<int>(bytes, values, v => v);
                break;
            case TensorType.U32:
                Convert<uint>(bytes, values, v => v);
                break;
            case TensorType.I64:
                Convert<long>(bytes, values, v => v);
                break;
            case TensorType.U64:
                Convert<ulong>(bytes, values, v => v);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, null);
        }
    }

    /// <summary>
    /// Converts to 64-bit integers; false where <paramref name="type"/> is not an integer type or a U64 value does not fit.
    /// </summary>
    public static bool ToIntegers(TensorType type, ReadOnlySpan<byte> bytes, Span<long> values)
    {
        switch (type)
        {
            case TensorType.I8:
                Convert<sbyte, long>(bytes, values, v => v);
                return true;
            case TensorType.Bool:
            case TensorType.U8:
                Convert<byte, long>(bytes, values, v => v);
                return true;
            case TensorType.I16:
                Convert<short, long>(bytes, values, v => v);
                return true;
            case TensorType.U16:
                Convert<ushort, long>(bytes, values, v => v);
                return true;
            case TensorType.I32:
                Convert<int, long>(bytes, values, v => v);
                return true;
            case TensorType.U32:
                Convert<uint, long>(bytes, values, v => v);
                return true;
            case TensorType.I64:
                Convert<long, long>(bytes, values, v => v);
                return true;
            case TensorType.U64:
                Convert<ulong, long>(bytes, values, v => unchecked((long)v));
                return values.IndexOfAnyInRange(long.MinValue, -1L) < 0;
            default:
                return false;
        }
    }

    /// <summary>
    /// Converts floats to bytes of <paramref name="type"/>: F32 unchanged, F64 exactly, F16 and BF16 rounded to nearest even.
    /// </summary>
    public static byte[] FromFloats(TensorType type, ReadOnlySpan<float> values)
    {
        var bytes = new byte[checked(values.Length * type.SizeOf())];
        switch (type)
        {
            case TensorType.F32:
                MemoryMarshal.AsBytes(values).CopyTo(bytes);
                break;
            case TensorType.F16:
                var halves = MemoryMarshal.Cast<byte, Half>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++)
                {
                    halves[i] = (Half)values[i];
                }

                break;
            case TensorType.BF16:
                var brains = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++)
                {
                    brains[i] = ToBFloat16(values[i]);
                }

                break;
            case TensorType.F64:
                var doubles = MemoryMarshal.Cast<byte, double>(bytes.AsSpan());
                for (var i = 0; i < values.Length; i++)
                {
                    doubles[i] = values[i];
                }

                break;
            default:
                throw new ArgumentException($"floats cannot be stored as {type.FormatName()}", nameof(type));
        }

        return bytes;
    }

    private static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            // Rounding could turn a NaN into infinity; a quiet NaN is stored instead.
            return (ushort)((bits >> 16) | 0x40);
        }

        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> values, Func<T, float> convert)
        where T : struct => Convert<T, float>(bytes, values, convert);

    private static void Convert<T, TTo>(ReadOnlySpan<byte> bytes, Span<TTo> values, Func<T, TTo> convert)
        where T : struct
    {
        var source = MemoryMarshal.Cast<byte, T>(bytes);
        for (var i = 0; i < source.Length; i++)
        {
            values[i] = convert(source[i]);
        }
    }
}
