using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Vision.Evaluation.SelfCalibration;

namespace FaceGrid.Grains.Galleries;

/// <summary>A gallery's statistics as the distribution that thresholds are derived from.</summary>
public static class GalleryStatisticsExtensions
{
    /// <summary>Null: too few people, or not measured yet.</summary>
    public static OwnImpostors? ToImpostors(this GalleryStatistics statistics) =>
        statistics.Nearest.Length < OwnImpostors.LeastPeople
            ? null
            : new OwnImpostors(
                statistics.Nearest, new NormalTail(statistics.PairMean, statistics.PairDeviation), statistics.Comparisons);
}
