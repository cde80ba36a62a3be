using System.Globalization;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Plots of a liveness test: DET curve, score histograms, and the worst errors.</summary>
internal static class LivenessPictures
{
    private const int Width = 760;
    private const int Height = 460;
    private const int Bins = 20;
    private const int MaxErrors = 16;

    /// <summary>DET curve: APCER against BPCER per kind of attack, on logarithmic axes.</summary>
    public static RgbImage Det(PresentationAttackTest test)
    {
        static string Share(double v) => (v * 100).ToString("0.###", CultureInfo.InvariantCulture) + " %";
        var floor = 0.5 / Math.Max(test.BonaFide.Scores.Count, test.Attacks.Max(a => a.Scores.Count));
        var least = Math.Pow(10, Math.Floor(Math.Log10(floor)));
        var plot = new Plot
        {
            Title = "Detection error trade-off",
            Subtitle = string.Create(
                CultureInfo.InvariantCulture,
                $"{test.BonaFide.Scores.Count} bona fide presentations, {test.Attacks.Sum(a => a.Scores.Count)} attacks"),
            X = new PlotAxis
            {
                Label = "APCER (attacks classified as bona fide)",
                Scale = AxisScale.Log,
                Minimum = least,
                Maximum = 1,
                Format = Share,
            },
            Y = new PlotAxis
            {
                Label = "BPCER (bona fide classified as attacks)",
                Scale = AxisScale.Log,
                Minimum = least,
                Maximum = 1,
                Format = Share,
            },
        };
        var curve = test.Curve();
        for (var k = 0; k < test.Attacks.Count; k++)
        {
            // Rates of zero are drawn at the edge of the logarithmic axis.
            plot.Series.Add(
                new PlotSeries(test.Attacks[k].Name, [.. curve.Select(r => (Math.Max(r.Apcer[k], least), Math.Max(r.Bpcer, least)))]));
        }

        plot.Series.Add(new PlotSeries("equal rates", [(least, least), (1, 1)]) { Dashed = true, Colour = Colour.FromRgb(0x8A94A3) });
        return plot.Render(Width, Height);
    }

    /// <summary>Histogram of the scores per kind, in twenty bins.</summary>
    public static RgbImage Histogram(PresentationAttackTest test)
    {
        var plot = new Plot
        {
            Title = "Scores",
            Subtitle = "share of the presentations of a kind, in bins of 0.05",
            X = new PlotAxis { Label = "live score", Minimum = 0, Maximum = 1 },
            Y = new PlotAxis { Minimum = 0, Format = v => Percent(v, 0) },
        };
        foreach (var kind in test.Attacks.Prepend(test.BonaFide).Where(k => k.Scores.Count > 0))
        {
            var counts = new int[Bins];
            foreach (var score in kind.Scores)
            {
                counts[Math.Clamp((int)(score * Bins), 0, Bins - 1)]++;
            }

            plot.Series.Add(new PlotSeries(
                kind.Name,
                [.. counts.SelectMany((c, i) => new[] { (i / (double)Bins, Part(c)), ((i + 1) / (double)Bins, Part(c)) })]));

            double Part(int count) => count / (double)kind.Scores.Count;
        }

        return plot.Render(Width, Height);
    }

    /// <summary>Contact sheet of the attacks with the highest and the bona fide photos with the lowest scores.</summary>
    public static RgbImage Worst(IReadOnlyList<JudgedPhoto> photos, double threshold)
    {
        var attacks = photos.Where(p => p.Kind is not null && p.Live >= threshold).OrderByDescending(p => p.Live).Take(MaxErrors / 2);
        var bonaFide = photos.Where(p => p.Kind is null && p.Live < threshold).OrderBy(p => p.Live).Take(MaxErrors / 2);
        return ContactSheet.Render(
            [.. attacks.Concat(bonaFide).Select(Cell)],
            new ContactSheetOptions
            {
                Title = "Worst errors",
                Subtitle = $"at the threshold {Number(threshold, 2)}: attacks with the highest, bona fide photos with the lowest scores",
                Footer = "left: photo, right: input of MiniFASNetV2",
                Columns = 4,
            });
    }

    private static ContactSheetCell Cell(JudgedPhoto judged)
    {
        var photo = ImageCodec.Load(judged.Path);
        var part = LivenessCrop.Of(photo.Width, photo.Height, judged.Face!.Value, 2.7);
        return new ContactSheetCell(
            photo,
            ImageOps.Crop(photo, part.Left, part.Top, part.Width, part.Height),
            [
                judged.Kind is null ? "bona fide, classified as attack" : $"{judged.Kind}, classified as bona fide",
                $"live score {Number(judged.Live!.Value, 3)}",
                Path.GetFileName(judged.Path),
            ],
            CellVerdict.Error);
    }

    /// <summary>Stacks the pictures vertically.</summary>
    public static RgbImage Stack(IReadOnlyList<RgbImage> pictures)
    {
        var canvas = new Canvas(pictures.Max(p => p.Width), pictures.Sum(p => p.Height), Colour.White);
        var y = 0;
        foreach (var picture in pictures)
        {
            canvas.DrawImage(picture, 0, y, picture.Width, picture.Height);
            y += picture.Height;
        }

        return canvas.Image;
    }
}
