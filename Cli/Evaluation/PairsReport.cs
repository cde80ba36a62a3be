using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Report of a 1:1 evaluation: DET curve, distance histogram, and the worst errors.</summary>
internal static class PairsReport
{
    private const int Bars = 60;
    private const int MaxErrors = 24;

    public static ReportPage Page(PairsFile protocol, IReadOnlyDictionary<string, float[]> encodings, ViewTwoResult result, string folder)
    {
        var distances = protocol.Pairs.Select(p => FaceEncoding.SquaredDistance(encodings[p.First], encodings[p.Second])).ToList();
        var errors = protocol.Pairs.Zip(distances)
            .Where(p => p.Second < result.FoldThresholds[p.First.Fold] != p.First.Same)
            .OrderByDescending(p => Math.Abs(p.Second - result.FoldThresholds[p.First.Fold]))
            .ToList();
        var page = new ReportPage("1:1 verification")
            .Paragraph(
                $"Accuracy {Percent(result.Accuracy, 2)} ± {Percent(result.Std, 2)} over {protocol.Folds} folds, "
                    + $"mean threshold {Number(result.Threshold, 3)}, {result.Pairs} pairs.")
            .Picture(Det(protocol, distances))
            .Picture(Histogram(protocol, distances, result.Threshold))
            .Paragraph($"{errors.Count} pairs were decided wrongly.");
        return errors.Count == 0 ? page : page.Picture(Worst(errors, result, folder));
    }

    private static RgbImage Det(PairsFile protocol, List<double> distances)
    {
        var (genuine, impostor) = Split(protocol, distances);
        var least = Math.Pow(10, Math.Floor(Math.Log10(0.5 / Math.Max(genuine.Length, impostor.Length))));
        var plot = new Plot
        {
            Title = "Detection error trade-off, 1:1",
            Subtitle = $"{genuine.Length} genuine and {impostor.Length} impostor comparisons",
            X = new PlotAxis { Label = "FMR", Scale = AxisScale.Log, Minimum = least, Maximum = 1, Format = v => Share(v) },
            Y = new PlotAxis { Label = "FNMR", Scale = AxisScale.Log, Minimum = least, Maximum = 1, Format = v => Share(v) },
        };

        // Rates of zero are drawn at the edge of the logarithmic axis.
        plot.Series.Add(new PlotSeries("over all thresholds", [.. distances.Distinct().Order().Select(t =>
            (Math.Max(least, ErrorRates.Fmr(impostor, t)), Math.Max(least, ErrorRates.Fnmr(genuine, t))))]));
        return plot.Render(860, 480);
    }

    private static RgbImage Histogram(PairsFile protocol, List<double> distances, double threshold)
    {
        var (genuine, impostor) = Split(protocol, distances);
        var plot = new Plot
        {
            Title = "Distances",
            Subtitle = $"share of the comparisons of a kind in each of {Bars} bars",
            X = new PlotAxis { Label = "squared distance", Minimum = 0, Maximum = 4 },
            Y = new PlotAxis { Minimum = 0, Format = v => Percent(v, 0) },
        };
        plot.Series.Add(Steps("one person", genuine));
        plot.Series.Add(Steps("two people", impostor));
        plot.Series.Add(new PlotSeries($"threshold {Number(threshold, 3)}", [(threshold, 0), (threshold, 0.1)])
        {
            Dashed = true,
            Colour = Colour.FromRgb(0x8A94A3),
        });
        return plot.Render(860, 420);
    }

    private static PlotSeries Steps(string name, double[] distances)
    {
        var counts = new int[Bars];
        Array.ForEach(distances, d => counts[Math.Clamp((int)(d / 4 * Bars), 0, Bars - 1)]++);
        return new PlotSeries(name, [.. counts.SelectMany((c, i) => new[] { (i * 4.0 / Bars, Part(c)), ((i + 1) * 4.0 / Bars, Part(c)) })]);

        double Part(int count) => count / (double)Math.Max(1, distances.Length);
    }

    private static RgbImage Worst(List<(FacePair First, double Second)> errors, ViewTwoResult result, string folder) => ContactSheet.Render(
        [.. errors.Take(MaxErrors).Select(e => new ContactSheetCell(
            ImageCodec.Load(Path.Combine(folder, e.First.First)),
            ImageCodec.Load(Path.Combine(folder, e.First.Second)),
            [
                e.First.Same ? "false non-match" : "false match",
                $"d {Number(e.Second, 3)}, threshold {Number(result.FoldThresholds[e.First.Fold], 3)}",
                $"{Path.GetFileNameWithoutExtension(e.First.First)}, {Path.GetFileNameWithoutExtension(e.First.Second)}",
            ],
            CellVerdict.Error))],
        new ContactSheetOptions
        {
            Title = "Worst errors",
            Subtitle = "farthest from the threshold of their fold",
            Columns = 3,
            Legend = false,
        });

    private static (double[] Genuine, double[] Impostor) Split(PairsFile protocol, List<double> distances) => (
        [.. protocol.Pairs.Zip(distances).Where(p => p.First.Same).Select(p => p.Second)],
        [.. protocol.Pairs.Zip(distances).Where(p => !p.First.Same).Select(p => p.Second)]);
}
