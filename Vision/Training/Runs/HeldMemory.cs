using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Lets glibc keep memory that was freed. Every step allocates and frees the same maps; given back to the system in between,
/// each of their pages is faulted in and zeroed again, which was measured to cost up to a fifth of a step.
/// </summary>
internal static partial class HeldMemory
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    /// <summary>The most that glibc takes: larger blocks are mapped one by one.</summary>
    private const int LargestKept = 32 << 20;

    /// <summary>For the whole process, and of no effect where the C library is another.</summary>
    public static void Keep()
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

    /// <summary>Gives back what is kept and not in use: a run has ended, and its process may live on for long.</summary>
    public static void GiveBack()
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
            // musl gives everything back by itself.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
