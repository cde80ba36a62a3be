using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/optim.cpp: Optimiser steps, one call per parameter: one pass over memory on the processor, ATen's own operations elsewhere.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern int fg_sgd_step(nint parameter, nint* buffer, double rate, double momentum, double dampening, double decay, bool nesterov);

    [DllImport(Library)]
    internal static extern int fg_adam_step(nint parameter, nint mean, nint square, nint largest, long* step, double rate, double beta1, double beta2, double eps, double decay, bool decoupled, bool maximize);

    [DllImport(Library)]
    internal static extern int fg_clip_grad_norm(nint* parameters, int count, double bound, double order, double* total);

    [DllImport(Library)]
    internal static extern int fg_clip_grad_value(nint* parameters, int count, double bound);
}
