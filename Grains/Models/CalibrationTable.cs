using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Grains.Models;

/// <summary>A stored calibration as the table that thresholds are derived from.</summary>
internal static class CalibrationTable
{
    /// <exception cref="ArgumentException">No row, or rows out of order.</exception>
    public static ThresholdTable ToTable(this Calibration calibration) =>
        new(calibration.Points.Select(p => new ThresholdPoint(p.Fmr, p.Threshold, p.Fnmr, p.Extrapolated)));
}
