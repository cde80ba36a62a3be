using System.Globalization;

namespace FaceGrid.Bench.Measuring;

/// <summary>Processor time of the child processes that have ended, from Linux' /proc.</summary>
internal static class EndedChildren
{
    // Unit of the times in /proc (USER_HZ) on every architecture that .NET supports.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time so far, s.</summary>
    public static double ProcessorSeconds
    {
        get
        {
            // proc_pid_stat(5): fields 16 and 17; the second, the name, ends with the last parenthesis.
            var text = File.ReadAllText("/proc/self/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var (user, system) = (fields[13], fields[14]);
            return (long.Parse(user, CultureInfo.InvariantCulture) + long.Parse(system, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }
}
