using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Undecided probes of one reason.</summary>
/// <param name="Reason">Reason code.</param>
/// <param name="Count">Number of probes.</param>
internal sealed record AcquisitionFailure(UndecidedReason Reason, int Count)
{
    public static IReadOnlyList<AcquisitionFailure> Of(IEnumerable<ProbeResult> results) =>
        [.. results
            .Select(r => r.Answer)
            .OfType<CannotDecide>()
            .GroupBy(a => a.ReasonCode)
            .Select(g => new AcquisitionFailure(g.Key, g.Count()))
            .OrderByDescending(f => f.Count)
            .ThenBy(f => f.Reason)];
}
