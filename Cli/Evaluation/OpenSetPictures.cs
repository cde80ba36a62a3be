using System.Globalization;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Plots of an open-set experiment: DET curve, distance histogram, and the worst errors.</summary>
internal static class OpenSetPictures
{
    private const int Width = 860;
    private const int Height = 480;
    private const int Bars = 50;
    private const int MaxErrors = 24;

    public static RgbImage Det(OpenSetReport report, IReadOnlyList<ProbeResult> results)
    {
        static string Share(double v) => (v * 100).ToString("0.###", CultureInfo.InvariantCulture) + " %";
        var least = Math.Pow(10, Math.Floor(Math.Log10(0.5 / Math.Max(1, Math.Max(report.MatedProbes, report.NonMatedProbes)))));
        var plot = new Plot
        {
            Title = "Detection error trade-off, open-set 1:K",
            Subtitle = $"K = {report.Enrolled}, {report.MatedProbes} mated probes, {report.NonMatedProbes} of strangers",
            X = new PlotAxis { Label = "FPIR (strangers recognised)", Scale = AxisScale.Log, Minimum = least, Maximum = 1, Format = Share },
            Y = new PlotAxis
            {
                Label = "FNIR (enrolled people not recognised)",
                Scale = AxisScale.Log,
                Minimum = least,
                Maximum = 1,
                Format = Share,
            },
        };

        // Rates of zero are drawn at the edge of the logarithmic axis.
        plot.Series.Add(
            new PlotSeries(
                "over all thresholds", [.. OpenSetReport.Det(results).Select(p => (Math.Max(p.Fpir, least), Math.Max(p.Fnir, least)))]));
        plot.Series.Add(
            new PlotSeries($"threshold {Number(report.Threshold, 3)}", [(Math.Max(report.Fpir, least), Math.Max(report.Fnir, least))]));
        return plot.Render(Width, Height);
    }

    public static RgbImage Histogram(OpenSetReport report, IReadOnlyList<ProbeResult> results)
    {
        var plot = new Plot
        {
            Title = "Distance to the nearest enrolled person",
            Subtitle = "share of the probes of a kind in each of 50 bars",
            X = new PlotAxis { Label = "squared distance", Minimum = 0, Maximum = 2 },
            Y = new PlotAxis { Minimum = 0, Format = v => Percent(v, 0) },
        };
        plot.Series.Add(Steps("enrolled people", results.Where(r => r.Enrolled && r.IsRankOne)));
        plot.Series.Add(Steps("strangers", results.Where(r => !r.Enrolled)));
        plot.Series.Add(new PlotSeries("threshold", [(report.Threshold, 0), (report.Threshold, 0.12)])
        {
            Dashed = true,
            Colour = Colour.FromRgb(0x8A94A3),
        });
        return plot.Render(Width, Height);
    }

    /// <summary>Contact sheet of the worst errors: recognised strangers, people recognised as others, and people not recognised.</summary>
    public static RgbImage Worst(OpenSetPlan plan, IReadOnlyList<ProbeResult> results)
    {
        var enrolled = plan.Enrolments.ToDictionary(e => e.Person, e => e.Photos[0], StringComparer.Ordinal);
        var errors = results.Where(r => !r.IsRight)
            .OrderBy(r => r.Answer is Recognized ? 0 : 1)
            .ThenBy(r => r.Answer is Recognized ? r.Nearest : -r.Nearest)
            .Take(MaxErrors)
            .ToList();
        return ContactSheet.Render(
            [.. errors.Select(r => Cell(r, enrolled))],
            new ContactSheetOptions
            {
                Title = "Worst errors",
                Subtitle = errors.Count == 0 ? "no errors" : "left: probe, right: enrolment photo of the nearest identity",
                Columns = 3,
                Legend = false,
            });
    }

    private static ContactSheetCell Cell(ProbeResult r, Dictionary<string, string> enrolled)
    {
        var nearest = r.Answer.Candidates.Count > 0 ? r.Answer.Candidates[0].Identity : null;
        var what = r.Answer switch
        {
            Recognized when r.Enrolled => $"recognised as {nearest}",
            Recognized => $"stranger recognised as {nearest}",
            CannotDecide undecided => $"undecided: {undecided.ReasonCode}",
            _ => nearest == r.Truth ? "missed" : $"missed, nearest {nearest}",
        };
        return new ContactSheetCell(
            ImageCodec.Load(r.Photo),
            nearest is null ? null : ImageCodec.Load(enrolled[nearest]),
            [
                what,
                r.Answer.Distance is { } d ? $"d {Number(d, 3)}, threshold {Number(r.Answer.Basis.Threshold ?? 0, 3)}" : "",
                $"is {r.Person}",
            ],
            CellVerdict.Error);
    }

    private static PlotSeries Steps(string name, IEnumerable<ProbeResult> results)
    {
        var distances = results.Select(r => r.Nearest).Where(double.IsFinite).ToList();
        var counts = new int[Bars];
        distances.ForEach(d => counts[Math.Clamp((int)(d / 2 * Bars), 0, Bars - 1)]++);
        return new PlotSeries(
            name, [.. counts.SelectMany((c, i) => new[] { (i * 2.0 / Bars, Share(c)), ((i + 1) * 2.0 / Bars, Share(c)) })]);

        double Share(int count) => count / (double)Math.Max(1, distances.Count);
    }
}
