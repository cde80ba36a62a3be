using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/runtime.cpp: The process' settings: gradient mode, threads, random numbers, devices, versions.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern byte* fg_version();

    [DllImport(Library), SuppressGCTransition]
    internal static extern int fg_grad_enabled();

    [DllImport(Library), SuppressGCTransition]
    internal static extern void fg_set_grad_enabled(bool on);

    [DllImport(Library)]
    internal static extern int fg_inference_mode_enabled();

    [DllImport(Library)]
    internal static extern nint fg_inference_mode_enter(bool on);

    [DllImport(Library)]
    internal static extern void fg_inference_mode_leave(nint guard);

    [DllImport(Library)]
    internal static extern int fg_get_num_threads();

    [DllImport(Library)]
    internal static extern int fg_set_num_threads(int count);

    [DllImport(Library)]
    internal static extern int fg_get_num_interop_threads();

    [DllImport(Library)]
    internal static extern int fg_set_num_interop_threads(int count);

    [DllImport(Library)]
    internal static extern int fg_cuda_is_available();

    [DllImport(Library)]
    internal static extern int fg_cudnn_is_available();

    [DllImport(Library)]
    internal static extern int fg_cuda_device_count();

    [DllImport(Library)]
    internal static extern int fg_cuda_synchronize(int index);

    [DllImport(Library)]
    internal static extern int fg_get_allow_tf32_cublas();

    [DllImport(Library)]
    internal static extern void fg_set_allow_tf32_cublas(bool on);

    [DllImport(Library)]
    internal static extern int fg_get_allow_tf32_cudnn();

    [DllImport(Library)]
    internal static extern void fg_set_allow_tf32_cudnn(bool on);

    [DllImport(Library)]
    internal static extern int fg_manual_seed(long seed);

    [DllImport(Library)]
    internal static extern nint fg_generator_default();

    [DllImport(Library)]
    internal static extern nint fg_generator_new(long seed, int deviceType, int deviceIndex);

    [DllImport(Library)]
    internal static extern void fg_generator_dispose(nint generator);

    [DllImport(Library)]
    internal static extern long fg_generator_initial_seed(nint generator);

    [DllImport(Library)]
    internal static extern int fg_generator_manual_seed(nint generator, long seed);

    [DllImport(Library)]
    internal static extern long fg_generator_seed(nint generator);

    [DllImport(Library)]
    internal static extern nint fg_generator_get_state(nint generator);

    [DllImport(Library)]
    internal static extern int fg_generator_set_state(nint generator, nint state);
}
