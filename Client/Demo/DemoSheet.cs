using FaceGrid.Client.Evaluation;
using FaceGrid.Grains.Recognition;
using FaceGrid.Vision.Drawing;
using FaceGrid.Vision.Imaging;
using static FaceGrid.Client.Cli.Output;

namespace FaceGrid.Client.Demo;

/// <summary>The demo's contact sheet: probe, match, distance and verdict, errors first.</summary>
internal static class DemoSheet
{
    private const int Columns = 4;
    private const int Rows = 10;

    public static RgbImage Render(OpenSetReport report, IReadOnlyList<ProbeResult> results, string photos) => ContactSheet.Render(
        [.. Choose(results).Select(r => Cell(r, photos))],
        new ContactSheetOptions
        {
            Title = "FaceGrid demo",
            Subtitle = $"{report.Enrolled} made-up people enrolled from one photo each · {report.MatedProbes} probes of them, FNIR {Percent(report.Fnir)}"
                + $" · {report.NonMatedProbes} strangers, FPIR {Percent(report.Fpir)} · threshold {Number(report.Threshold, 3)}",
            Footer = "left: probe, right: the photo that the nearest person was enrolled from; errors first, then a choice of the rest",
            Columns = Columns,
            MaxRows = Rows,
        });

    /// <summary>Every error that fits into half of the sheet; then as many people as possible, and strangers.</summary>
    private static IEnumerable<ProbeResult> Choose(IReadOnlyList<ProbeResult> results)
    {
        const int all = Columns * Rows;
        var errors = results.Where(r => !r.IsRight).Take(all / 2).ToList();
        var strangers = results.Where(r => r.Truth is null && r.IsRight).Take(all / 5).ToList();
        var people = results.Where(r => r.Truth is not null && r.IsRight)
            .GroupBy(r => r.Truth)
            .Select((group, i) => group.ElementAt(i % group.Count()))
            .Take(all - errors.Count - strangers.Count);
        return errors.Concat(people).Concat(strangers);
    }

    private static ContactSheetCell Cell(ProbeResult result, string photos)
    {
        var answer = result.Answer;
        var recognized = answer.Outcome == Outcome.Recognized;
        var nearest = answer.Candidates.Count > 0 ? answer.Candidates[0].Identity : null;
        var truth = result.Truth ?? "a stranger";
        var verdict = (result.IsRight, recognized) switch
        {
            (true, true) => $"{answer.Identity}",
            (true, false) => "turned away",
            (false, true) => $"wrong: {answer.Identity}",
            (false, false) => "missed",
        };
        var comparison = answer.Distance is { } d ? $"d {Number(d, 3)} {(d < answer.Threshold ? "<" : "≥")} {Number(answer.Threshold, 3)}" : "";
        return new ContactSheetCell(
            ImageCodec.Load(answer.Probe),
            nearest is null ? null : ImageCodec.Load(DemoPhotos.EnrolledFile(photos, nearest)),
            [verdict, comparison, result.IsRight && recognized ? "" : $"is {truth}, nearest {nearest}"],
            result.IsRight ? recognized ? CellVerdict.Recognized : CellVerdict.TurnedAway : CellVerdict.Error);
    }
}
