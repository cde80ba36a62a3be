using TorchSharp;

namespace FaceGrid.Vision.Tensors;

/// <summary>Process-wide and per-thread settings of the tensor library.</summary>
public static class LibTorch
{
    /// <summary>
    /// Sets how many processor threads operations called from the current thread use. OpenMP keeps this number per calling thread, so it
    /// is set on the thread that computes.
    /// </summary>
    /// <param name="threads">0: one per core.</param>
    public static void SetThreads(int threads) => torch.set_num_threads(threads > 0 ? threads : Environment.ProcessorCount);

    /// <summary>
    /// Starts loading the native library (450 MB) in the background, so that it overlaps other work of a starting process. A failure to
    /// load shows at the first use instead.
    /// </summary>
    public static Task Preload() => Task.Run(() => torch.InitializeDeviceType(DeviceType.CPU));
}
