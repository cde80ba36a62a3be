using System.Globalization;

namespace FaceGrid.Bench.Measuring;

/// <summary>Of this process, as Linux counts it, KiB.</summary>
internal static class OwnMemory
{
    public static long ResidentKiB => Read("VmRSS");

    public static long PeakKiB => Read("VmHWM");

    private static long Read(string name) => long.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
