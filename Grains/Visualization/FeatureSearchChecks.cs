using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Visualization;

/// <summary>Checks of search requests.</summary>
internal static class FeatureSearchChecks
{
    /// <param name="refused">Makes the exception of a reason.</param>
    /// <exception cref="GridRequestException">A figure or a layer is out of range.</exception>
    public static void Check(FeatureSearchRequest request, Func<string, GridRequestException> refused)
    {
        if (request.Images is < 1 or > FeatureSearchRequest.MostImages)
        {
            throw refused($"1 to {FeatureSearchRequest.MostImages} images are searched, not {request.Images}");
        }

        if (request.LongSidePixels is < FeatureSearchRequest.LeastSide or > FeatureSearchRequest.MostSide)
        {
            throw refused(
                $"the longer side is {FeatureSearchRequest.LeastSide} to {FeatureSearchRequest.MostSide} pixels, "
                + $"not {request.LongSidePixels}");
        }

        if (request.Layers.Count == 0 || request.Layers.Distinct().Count() != request.Layers.Count)
        {
            throw refused("at least one layer is needed, and none twice");
        }

        try
        {
            _ = request.Layers.Select(FeaturePlan.Parse).Count(l => l.Block > 0);
        }
        catch (BadInputException exception)
        {
            throw new GridRequestException(GridError.InvalidRequest, exception.Subject, exception.Reason);
        }
    }

    /// <summary>True if both ask for the same table.</summary>
    public static bool AreEqual(FeatureSearchRequest a, FeatureSearchRequest b) =>
        a.ModelVersion == b.ModelVersion && a.Layers.SequenceEqual(b.Layers) && a.LongSidePixels == b.LongSidePixels
            && a.Images == b.Images;
}
