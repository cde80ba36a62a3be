using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Results;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Galleries;

/// <summary>The report of <c>galleries show</c>.</summary>
internal static class GalleryPicture
{
    private const int Bars = 100;

    public static ReportPage Page(GalleryResult result, GalleryAudit? audit, string text)
    {
        var page = new ReportPage($"Gallery '{result.Gallery}'");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            page.Paragraph(line.Trim());
        }

        page.Picture(Distances(result, audit));
        return audit is { Suspicious.Count: > 0 }
            ? page.Table(
                ["suspicious pair", "", "squared distance"],
                audit.Suspicious.Select(p => (IReadOnlyList<string>)[p.First, p.Second, Number(p.Distance, 3)]))
            : page;
    }

    /// <summary>Distances of all pairs of the sample, and of each person to the nearest other person, with τ.</summary>
    private static RgbImage Distances(GalleryResult result, GalleryAudit? audit)
    {
        var plot = new Plot
        {
            Title = "Distances between the people of the gallery",
            Subtitle = $"share of each kind in each of {Bars} bars; {audit?.Checked ?? 0} people compared with everyone",
            X = new PlotAxis { Label = "squared distance", Minimum = 0, Maximum = 4 },
            Y = new PlotAxis { Minimum = 0, Format = v => Percent(v, 0) },
        };
        var pairs = audit?.PairShares.Chunk(GalleryAudit.Bars / Bars).Select(c => c.Sum()).ToArray() ?? [];
        plot.Series.Add(new PlotSeries("two people", [.. pairs.Select((share, i) => (Centre(i), share))]));
        var nearest = new double[Bars];
        foreach (var distance in audit?.Statistics.Nearest ?? [])
        {
            nearest[Math.Clamp((int)(distance / 4 * Bars), 0, Bars - 1)] += 1.0 / audit!.Statistics.Nearest.Length;
        }

        plot.Series.Add(new PlotSeries("nearest other person", [.. nearest.Select((share, i) => (Centre(i), share))]));
        if (result.Threshold is { } threshold)
        {
            plot.Series.Add(new PlotSeries("threshold", [(threshold, 0), (threshold, nearest.Max() * 0.9)])
            {
                Dashed = true,
                Colour = Colour.FromRgb(0x8A94A3),
            });
        }

        return plot.Render(860, 420);
    }

    private static double Centre(int bar) => (bar + 0.5) * 4 / Bars;
}
