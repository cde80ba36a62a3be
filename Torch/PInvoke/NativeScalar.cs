using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>A number on its way to the shim (FgScalar there): two registers, no allocation.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeScalar
{
    internal const int Integer = 0;
    internal const int Floating = 1;
    internal const int Boolean = 2;

    internal long Bits;
    internal int Kind;

    internal static readonly NativeScalar Absent = new() { Kind = -1 };

    internal static readonly NativeScalar One = Of(1L);

    internal static NativeScalar Of(long value) => new() { Bits = value, Kind = Integer };

    internal static NativeScalar Of(double value) => new() { Bits = BitConverter.DoubleToInt64Bits(value), Kind = Floating };

    internal static NativeScalar Of(bool value) => new() { Bits = value ? 1 : 0, Kind = Boolean };

    internal static NativeScalar Of(Scalar? value) => value is null ? Absent : value.Value;

    internal readonly double AsDouble => Kind == Floating ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal readonly long AsInt64 => Kind == Floating ? checked((long)BitConverter.Int64BitsToDouble(Bits)) : Bits;
}
