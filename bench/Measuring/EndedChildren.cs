using System.Globalization;

namespace FaceGrid.Bench.Measuring;

/// <summary>Of the child processes that have ended, as Linux counts it.</summary>
internal static class EndedChildren
{
    // What /proc counts in, on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time so far, s.</summary>
    public static double ProcessorSeconds
    {
        get
        {
            // proc_pid_stat(5): fields 16 and 17; the second, the name, ends with the last parenthesis.
            var text = File.ReadAllText("/proc/self/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }
}
