using System.Globalization;

namespace FaceGrid.Vision;

/// <summary>Measures the memory that is available to this process.</summary>
public static class AvailableMemory
{
    /// <summary>
    /// Bytes that the process can allocate without swapping: the kernel's estimate of available memory (<c>MemAvailable</c>), or
    /// the limit of the container where that is smaller or the estimate is missing.
    /// </summary>
    public static long Bytes()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        const string Meminfo = "/proc/meminfo";
        if (!File.Exists(Meminfo))
        {
            return limit;
        }

        var line = File.ReadLines(Meminfo).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kibibytes, ..]
            && long.TryParse(kibibytes, CultureInfo.InvariantCulture, out var free)
            ? Math.Min(limit, free << 10)
            : limit;
    }
}
