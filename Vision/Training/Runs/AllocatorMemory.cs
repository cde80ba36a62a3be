using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Settings of glibc's allocator. Every step allocates and frees the same feature maps; if glibc returns the memory to the system in
/// between, the kernel has to map and zero every page again, which was measured to cost up to a fifth of a step.
/// </summary>
internal static partial class AllocatorMemory
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    /// <summary>The largest threshold that glibc accepts; larger blocks are mapped individually.</summary>
    private const int LargestKept = 32 << 20;

    /// <summary>Makes glibc retain freed memory, for the whole process. No effect with another C library.</summary>
    public static void RetainFreed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Set(TrimThreshold, 1 << 30);
            _ = Set(TopPad, 64 << 20);
            _ = Set(MapThreshold, LargestKept);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl has no such settings.
        }
    }

    /// <summary>Returns freed memory to the system: a run has ended, and its process may continue for long.</summary>
    public static void ReleaseFreed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl returns freed memory without being asked.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
