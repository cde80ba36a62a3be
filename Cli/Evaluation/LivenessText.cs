using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Formats a liveness test as text.</summary>
internal static class LivenessText
{
    /// <summary>Every operating point of the report with its label.</summary>
    public static IEnumerable<(string Label, LivenessReport.Point Point)> Rows(LivenessReport report) =>
        report.AtThresholds.Select(p => (Number(p.Threshold!.Value, 2), p))
            .Append(("largest class (the authors' rule)", report.AuthorsRule))
            .Append(($"equal rates, at {Number(report.EqualError.Threshold!.Value, 3)}", report.EqualError));

    public static string Of(LivenessReport r)
    {
        var lines = new List<string>
        {
            $"{r.BonaFidePresentations} bona fide presentations (BPNRR {Percent(r.Bpnrr)}), attacks: "
                + string.Join(", ", r.AttackKinds.Select(k => $"{k.Name} {k.Presentations} (APNRR {Percent(k.Apnrr)})"))
                + $"; faces: {r.FaceFinder}; {Number(r.Seconds, 1)} s",
        };
        foreach (var (label, p) in Rows(r))
        {
            var kinds = r.AttackKinds.Count > 1
                ? " (" + string.Join(", ", p.Apcer.Select(a => $"{a.Key} {(a.Value is { } v ? Percent(v) : "–")}")) + ")"
                : "";
            lines.Add($"threshold {label}: max APCER {Percent(p.MaxApcer)}{kinds}, BPCER {Percent(p.Bpcer)}, ACER {Percent(p.Acer)}");
        }

        lines.Add($"BPCER10 {Percent(r.Bpcer10)}, BPCER20 {Percent(r.Bpcer20)}");
        return string.Join(Environment.NewLine, lines);
    }
}
