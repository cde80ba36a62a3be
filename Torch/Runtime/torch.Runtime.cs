using System.Runtime.InteropServices;
using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>The process' settings.</summary>
public static partial class torch
{
    /// <summary>The version of the libtorch whose headers the shim was compiled with.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Native.fg_version())!;

    public static int get_num_threads() => Native.fg_get_num_threads();

    public static void set_num_threads(int num) => Native.Check(Native.fg_set_num_threads(num));

    public static int get_num_interop_threads() => Native.fg_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Native.Check(Native.fg_set_num_interop_threads(num));

    public static bool cuda_is_available() => cuda.is_available();

    public static bool mps_is_available() => false;

    /// <summary>NVIDIA devices.</summary>
    public static partial class cuda
    {
        public static bool is_available() => Native.fg_cuda_is_available() != 0 && device_count() > 0;

        public static bool is_cudnn_available() => Native.fg_cudnn_is_available() != 0;

        public static int device_count() => Native.fg_cuda_device_count();

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        public static void synchronize(Device? device = null) => Native.Check(Native.fg_cuda_synchronize(device?.index ?? -1));
    }

    /// <summary>Settings of the kernel libraries.</summary>
    public static partial class backends
    {
        /// <summary>Settings of CUDA's kernels.</summary>
        public static partial class cuda
        {
            /// <summary>Settings of matrix products.</summary>
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => Native.fg_get_allow_tf32_cublas() != 0;
                    set => Native.fg_set_allow_tf32_cublas(value);
                }
            }
        }

        /// <summary>Settings of cuDNN.</summary>
        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => Native.fg_get_allow_tf32_cudnn() != 0;
                set => Native.fg_set_allow_tf32_cudnn(value);
            }
        }
    }
}
