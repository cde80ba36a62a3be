namespace FaceGrid.Cli.Load;

/// <summary>What a drill did to those who were asking meanwhile.</summary>
/// <param name="KilledAtSeconds">From the beginning of the questions.</param>
/// <param name="SecondsToFullService">From the kill to the last question, by the time it was due, that was not answered rightly within the deadline; 0 if there was none.</param>
/// <param name="Affected">Questions that were answered late, incompletely or not at all, from the kill on.</param>
internal sealed record DrillReport(double KilledAtSeconds, double SecondsToFullService, int Affected, LoadReport Load)
{
    public static DrillReport Of(double killedAt, double deadlineMilliseconds, LoadReport load, IReadOnlyList<LoadAnswer> answers)
    {
        var affected = answers.Where(a => a.DueSeconds + (a.Milliseconds / 1000) >= killedAt && (a.Verdict != LoadVerdict.Right || a.Milliseconds > deadlineMilliseconds)).ToList();
        return new DrillReport(killedAt, affected.Count == 0 ? 0 : Math.Max(0, affected.Max(a => a.DueSeconds) - killedAt), affected.Count, load);
    }
}
