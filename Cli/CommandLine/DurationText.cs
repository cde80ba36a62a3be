using System.Globalization;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Formats durations: 3.2 s, 4 min 5 s, 7 h 8 min.</summary>
internal static class DurationText
{
    public static string Of(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, 1e9)) switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        { TotalHours: < 1 } span => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s"),
        var span => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
    };
}
