using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>One subscript of <c>a[...]</c> (FgIndex in the shim).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeIndex
{
    /// <summary>Stands for an end of a slice that was left out.</summary>
    internal const long Open = long.MinValue;

    internal long Start;
    internal long Stop;
    internal long Step;
    internal nint Tensor;
    internal int Kind;
}
