using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/autograd.cpp: Backward passes.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern int fg_backward(nint t);

    [DllImport(Library)]
    internal static extern int fg_autograd_backward(nint* roots, int rootCount, nint* gradients, int gradientCount, bool retainGraph, bool createGraph, nint* inputs, int inputCount);

    [DllImport(Library)]
    internal static extern int fg_autograd_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount, bool retainGraph, bool createGraph, bool allowUnused, nint** list, int* made);
}
