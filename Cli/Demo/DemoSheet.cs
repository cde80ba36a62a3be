using FaceGrid.Cli.Evaluation;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Demo;

/// <summary>Contact sheet of the demo: probe, match, distance and verdict.</summary>
internal static class DemoSheet
{
    private const int Columns = 4;
    private const int Rows = 8;
    private const int MaxErrors = 2 * Columns;
    private const int MaxStrangers = 2 * Columns;

    public static RgbImage Render(OpenSetReport report, IReadOnlyList<ProbeResult> results, string photos) => ContactSheet.Render(
        [.. Choose(results).Select(r => Cell(r, photos))],
        new ContactSheetOptions
        {
            Title = "FaceGrid demo",
            Subtitle = $"{report.Enrolled} synthetic people enrolled from one photo each · {report.MatedProbes} probes of them, "
                + $"FNIR {Percent(report.Fnir)}"
                + $" · {report.NonMatedProbes} strangers, FPIR {Percent(report.Fpir)} · threshold {Number(report.Threshold, 3)}",
            Footer = "left: probe, right: enrolment photo of the nearest identity; a selection of recognised people, "
                + "rejected strangers and errors",
            Columns = Columns,
            MaxRows = Rows,
        });

    /// <summary>Selects recognised people, then rejected strangers, then errors.</summary>
    private static IEnumerable<ProbeResult> Choose(IReadOnlyList<ProbeResult> results)
    {
        var errors = results.Where(r => !r.IsRight).Take(MaxErrors).ToList();
        var strangers = results.Where(r => r.Truth is null && r.IsRight).Take(MaxStrangers).ToList();
        var people = results.Where(r => r.Truth is not null && r.IsRight)
            .GroupBy(r => r.Truth)
            .Select((group, i) => group.ElementAt(i % group.Count()))
            .Take((Columns * Rows) - errors.Count - strangers.Count);
        return people.Concat(strangers).Concat(errors);
    }

    private static ContactSheetCell Cell(ProbeResult result, string photos)
    {
        var answer = result.Answer;
        var recognized = answer is Recognized;
        var nearest = answer.Candidates.Count > 0 ? answer.Candidates[0].Identity : null;
        var truth = result.Truth ?? "a stranger";
        var verdict = (result.IsRight, recognized) switch
        {
            (true, true) => $"{answer.Identity}",
            (true, false) => "rejected",
            (false, true) => $"wrong: {answer.Identity}",
            (false, false) => "missed",
        };
        var threshold = answer.Basis.Threshold ?? 0;
        var comparison = answer.Distance is { } d
            ? $"d {Number(d, 3)} {(d < threshold ? "<" : "≥")} {Number(threshold, 3)}"
            : "";
        return new ContactSheetCell(
            ImageCodec.Load(answer.Probe),
            nearest is null ? null : ImageCodec.Load(DemoPhotos.EnrolledFile(photos, nearest)),
            [verdict, comparison, result.IsRight && recognized ? "" : $"is {truth}, nearest {nearest}"],
            result.IsRight ? recognized ? CellVerdict.Recognized : CellVerdict.NotRecognized : CellVerdict.Error);
    }
}
