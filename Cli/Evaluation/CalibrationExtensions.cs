using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Converts calibrations to threshold tables and back.</summary>
internal static class CalibrationExtensions
{
    /// <exception cref="ArgumentException">No rows, or rows out of order.</exception>
    public static ThresholdTable ToTable(this Calibration calibration) =>
        new(calibration.Points.Select(p => new ThresholdPoint(p.Fmr, p.Threshold, p.Fnmr, p.Extrapolated)));

    public static IReadOnlyList<CalibrationPoint> ToPoints(this ThresholdTable table) =>
        [.. table.Points.Select(p => new CalibrationPoint(p.Fmr, p.Threshold, p.Fnmr, p.Extrapolated))];
}
