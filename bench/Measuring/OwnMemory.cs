using System.Globalization;

namespace FaceGrid.Bench.Measuring;

/// <summary>Memory of this process in KiB, from Linux' /proc.</summary>
internal static class OwnMemory
{
    public static long ResidentKiB => Read("VmRSS");

    public static long PeakKiB => Read("VmHWM");

    private static long Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
