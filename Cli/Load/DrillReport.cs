namespace FaceGrid.Cli.Load;

/// <summary>Effect of a silo failure on clients.</summary>
/// <param name="KilledAtSeconds">Time of the kill, from the first probe.</param>
/// <param name="SecondsToFullService">
/// From the kill to the due time of the last probe that was not answered correctly within the deadline; 0: none.
/// </param>
/// <param name="Affected">Probes after the kill that were answered late, incompletely or not at all.</param>
/// <param name="Load">Latencies and verdicts of the whole run.</param>
internal sealed record DrillReport(double KilledAtSeconds, double SecondsToFullService, int Affected, LoadReport Load)
{
    public static DrillReport Of(double killedAt, double deadlineMilliseconds, LoadReport load, IReadOnlyList<LoadAnswer> answers)
    {
        var affected = answers
            .Where(a => a.DueSeconds + (a.Milliseconds / 1000) >= killedAt)
            .Where(a => a.Verdict != LoadVerdict.Right || a.Milliseconds > deadlineMilliseconds)
            .ToList();
        var toFullService = affected.Count == 0 ? 0 : Math.Max(0, affected.Max(a => a.DueSeconds) - killedAt);
        return new DrillReport(killedAt, toFullService, affected.Count, load);
    }
}
