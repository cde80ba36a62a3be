using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Faces.Detection;

namespace FaceGrid.Vision.Faces;

/// <summary>Creates the best locator for the available weight files.</summary>
public static class FaceLocators
{
    /// <summary>
    /// Detectors by name, the best first. The order is measured (docs/results/detection.md) by the number of faces found, and by
    /// the distance between encodings of faces aligned here and of the same faces as aligned by their data set.
    /// </summary>
    public static IReadOnlyList<string> Detectors { get; } = [MtcnnDetector.WeightsName, TinyFaceDetector.WeightsName];

    private static readonly string[] Landmarkers = [Landmarker68.WeightsName, Landmarker68.TinyWeightsName];

    /// <summary>Creates a locator from available weights.</summary>
    /// <param name="findWeights">Returns the path of the weight file with a name, or null where there is none.</param>
    /// <param name="detectorName">One of <see cref="Detectors"/>; null: the first whose weights are available.</param>
    /// <param name="minScore">Minimum score of a face, above 0 and below 1; null: the detector's default.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <returns>Null where no detector was named and no detector has weights.</returns>
    /// <exception cref="BadInputException">
    /// The detector is unknown, its weights are missing or of another network, or the device does not exist.
    /// </exception>
    public static DetectingLocator? Create(
        Func<string, string?> findWeights, string? detectorName = null, double? minScore = null, string device = "cpu")
    {
        ArgumentNullException.ThrowIfNull(findWeights);
        if (detectorName is not null)
        {
            RequireWeights(detectorName, findWeights);
            return Load(detectorName, findWeights, minScore, device);
        }

        var best = Detectors.FirstOrDefault(d => MissingWeights(d, findWeights) is null);
        return best is null ? null : Load(best, findWeights, minScore, device);
    }

    /// <summary>Error text with instructions for users without detector weights.</summary>
    public static string HowToGetWeights { get; } =
        $"no weights of a face detector were found: run 'facegrid models pull {MtcnnDetector.WeightsName}', or place "
            + $"{MtcnnDetector.WeightsName}.safetensors in a folder given by --models";

    private static void RequireWeights(string detector, Func<string, string?> findWeights)
    {
        if (!Detectors.Contains(detector))
        {
            throw new BadInputException($"detector '{detector}'", $"no such detector; there are {string.Join(" and ", Detectors)}");
        }

        if (MissingWeights(detector, findWeights) is { } missing)
        {
            throw new BadInputException(
                $"detector '{detector}'", $"{missing}.safetensors is missing: run 'facegrid models pull {missing}', or place it in a "
                    + "folder given by --models");
        }
    }

    /// <summary>
    /// The name of the missing weights, or null. Boxes alone are not sufficient, because alignment needs landmarks.
    /// </summary>
    private static string? MissingWeights(string detector, Func<string, string?> findWeights) =>
        findWeights(detector) is null ? detector
        : detector != MtcnnDetector.WeightsName && Landmarkers.All(l => findWeights(l) is null) ? Landmarkers[0]
        : null;

    private static DetectingLocator Load(string name, Func<string, string?> findWeights, double? minScore, string device)
    {
        var path = findWeights(name)!;
        if (name == MtcnnDetector.WeightsName)
        {
            var own = new MtcnnOptions();
            return new DetectingLocator(MtcnnDetector.Load(path, own with { MinScore = minScore ?? own.MinScore }, device));
        }

        var options = new TinyFaceDetectorOptions();
        var detector = TinyFaceDetector.Load(path, options with { MinScore = minScore ?? options.MinScore }, device);
        try
        {
            return new DetectingLocator(detector, Landmarker68.Load(Landmarkers.Select(findWeights).First(w => w is not null)!, device));
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }
}
