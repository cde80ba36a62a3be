using System.Globalization;

namespace FaceGrid.Vision;

/// <summary>What memory there is.</summary>
public static class AvailableMemory
{
    /// <summary>Bytes that a process may take without others being swapped out, or its container's limit.</summary>
    public static long Bytes()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        const string Meminfo = "/proc/meminfo";
        if (!File.Exists(Meminfo))
        {
            return limit;
        }

        var line = File.ReadLines(Meminfo).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kibibytes, ..] && long.TryParse(kibibytes, CultureInfo.InvariantCulture, out var free)
            ? Math.Min(limit, free << 10)
            : limit;
    }
}
