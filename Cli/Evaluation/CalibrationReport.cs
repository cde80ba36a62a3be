using System.Globalization;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Report of a calibration as text and plots.</summary>
internal static class CalibrationReport
{
    private static readonly int[] GallerySizes = [50, 420, 2_000, 10_000, 42_000];

    private const double CohortRate = 1e-4;

    private static readonly double[] Rates = [0.001, 0.003, 0.01];

    public static IEnumerable<string> Lines(Calibration calibration, CalibrationMeasurement measured)
    {
        yield return $"{calibration.ModelVersion} on {calibration.Source}: {calibration.People} people, {calibration.Photos} photos"
            + (measured.Faceless > 0 ? $" ({measured.Faceless} more without a detected face)" : "")
            + $", {calibration.GenuineComparisons} genuine and {calibration.ImpostorComparisons} impostor comparisons";
        foreach (var cohort in calibration.Cohorts ?? [])
        {
            var own = cohort.Points.MinBy(p => Math.Abs(Math.Log(p.Fmr / CohortRate)))!;
            yield return $"  {cohort.Name}: {cohort.People} people, {cohort.ImpostorComparisons} impostor comparisons, "
                + $"threshold {Number(own.Threshold, 3)} at FMR 1E-4";
        }

        yield return "     FMR   threshold      FNMR";
        foreach (var point in calibration.Points.Where(p => p.Fmr >= 1e-8 && IsPowerOfTen(p.Fmr)))
        {
            yield return $"{point.Fmr.ToString("0.E+0", CultureInfo.InvariantCulture),8} {Number(point.Threshold, 3),11} "
                + $"{Percent(point.Fnmr, 2),9}{(point.Extrapolated ? "  extrapolated" : "")}";
        }

        foreach (var line in Derived(calibration))
        {
            yield return line;
        }

        if (measured.Nearest.Count > 0)
        {
            yield return $"nearest two people: {measured.Nearest[0].First} and {measured.Nearest[0].Second} at "
                + $"{Number(measured.Nearest[0].Distance, 3)};"
                + " check --report: one person under two names makes every threshold too small";
        }
    }

    private static bool IsPowerOfTen(double rate) => rate.ToString("E1", CultureInfo.InvariantCulture).StartsWith('1');

    public static ReportPage Page(Calibration calibration, CalibrationMeasurement measured)
    {
        var table = calibration.ToTable();
        return new ReportPage("Calibration of " + calibration.ModelVersion)
            .Paragraph(Lines(calibration, measured).First())
            .Table(
                ["FMR", "threshold", "FNMR", ""],
                calibration.Points.Select(p =>
                    (IReadOnlyList<string>)[
                        p.Fmr.ToString("0.##E+0", CultureInfo.InvariantCulture),
                        Number(p.Threshold, 3),
                        Percent(p.Fnmr, 2),
                        p.Extrapolated ? "extrapolated" : "",
                    ]))
            .Paragraph("Thresholds derived for a gallery, and the FNMR of this measurement at each:")
            .Table(
                ["identities in the gallery", .. Rates.Select(r => $"FPIR {Percent(r)}")],
                GallerySizes.Select(k =>
                    (IReadOnlyList<string>)[k.ToString(CultureInfo.InvariantCulture), .. Rates.Select(r => Derive(table, r, k))]))
            .Picture(Histogram(measured))
            .Picture(Curve(calibration))
            .Paragraph(
                "The nearest pairs of different people. If a pair shows one person under two names, "
                    + "list the names in a file for --same and calibrate again.")
            .Picture(Nearest(measured));
    }

    private static IEnumerable<string> Derived(Calibration calibration)
    {
        var table = calibration.ToTable();
        yield return "threshold (and FNMR) by gallery size:";
        yield return $"{"K",10}" + string.Concat(Rates.Select(r => $"{"FPIR " + Percent(r),24}"));
        foreach (var k in GallerySizes)
        {
            yield return $"{k,10}" + string.Concat(Rates.Select(r => $"{Derive(table, r, k),24}"));
        }
    }

    private static string Derive(ThresholdTable table, double fpir, int k)
    {
        var fmr = ErrorRates.FmrForFpir(fpir, k);
        var threshold = table.ThresholdFor(fmr, out var extrapolated);
        var fnmr = table.Points.OrderBy(p => Math.Abs(Math.Log(p.Fmr / fmr))).First().Fnmr;
        return $"{Number(threshold, 3)} (~{Percent(fnmr)}){(extrapolated ? "*" : " ")}";
    }

    private static RgbImage Histogram(CalibrationMeasurement measured)
    {
        var plot = new Plot
        {
            Title = "Distances",
            Subtitle = "share of the comparisons of a kind in each of 100 bars",
            X = new PlotAxis { Label = "squared distance", Minimum = 0, Maximum = 4 },
            Y = new PlotAxis { Minimum = 0, Format = v => Percent(v, 0) },
        };
        plot.Series.Add(new PlotSeries("one person", [.. measured.Genuines.Histogram(100)]));
        plot.Series.Add(new PlotSeries("different people", [.. measured.Impostors.Histogram(100)]));
        return plot.Render(860, 420);
    }

    private static RgbImage Curve(Calibration calibration)
    {
        // The dashed line starts where the counted one ends.
        var firstExtrapolated = calibration.Points.Count(p => !p.Extrapolated);
        var plot = new Plot
        {
            Title = "Error rates by threshold",
            X = new PlotAxis { Label = "threshold on the squared distance" },
            Y = new PlotAxis { Scale = AxisScale.Log, Minimum = 1e-9, Maximum = 1 },
        };
        plot.Series.Add(
            new PlotSeries("FMR, counted", [.. calibration.Points.Where(p => !p.Extrapolated).Select(p => (p.Threshold, p.Fmr))]));
        var extrapolated = calibration.Points.Where(p => p.Threshold > 0).SkipWhile((_, i) => i + 1 < firstExtrapolated);
        plot.Series.Add(new PlotSeries("FMR, extrapolated", [.. extrapolated.Select(p => (p.Threshold, p.Fmr))]) { Dashed = true });
        plot.Series.Add(
            new PlotSeries("FNMR", [.. calibration.Points.Where(p => p.Threshold > 0 && p.Fnmr > 0).Select(p => (p.Threshold, p.Fnmr))]));
        return plot.Render(860, 420);
    }

    private static RgbImage Nearest(CalibrationMeasurement measured) => ContactSheet.Render(
        [.. measured.Nearest.Take(24).Select(p => new ContactSheetCell(
            ImageCodec.Load(p.First),
            ImageCodec.Load(p.Second),
            [$"d {Number(p.Distance, 3)}", Path.GetFileNameWithoutExtension(p.First), Path.GetFileNameWithoutExtension(p.Second)],
            CellVerdict.CannotDecide))],
        new ContactSheetOptions
        {
            Title = "Nearest pairs of different people",
            Subtitle = "the same person twice?",
            Columns = 3,
            Legend = false,
        });
}
