using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Faces.Detection;

namespace FaceGrid.Vision.Faces;

/// <summary>Makes the best locator that the weight files at hand allow.</summary>
public static class FaceLocators
{
    /// <summary>
    /// Detectors by name, the best first. The order is measured (docs/results/detection.md): how many faces are found, and how near the
    /// encodings of our aligned faces lie to those of faces that were aligned with their data set.
    /// </summary>
    public static IReadOnlyList<string> Detectors { get; } = [MtcnnDetector.WeightsName, TinyFaceDetector.WeightsName];

    private static readonly string[] s_landmarkers = [Landmarker68.WeightsName, Landmarker68.TinyWeightsName];

    /// <param name="findWeights">The path of the weight file with that name, or null where there is none.</param>
    /// <param name="detectorName">One of <see cref="Detectors"/>; null: the first whose weights are there.</param>
    /// <param name="minScore">Score from which a box is a face, above 0 and below 1; null: the detector's own.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <returns>Null where no detector was named and none has its weights: pictures can then only be taken as they are.</returns>
    /// <exception cref="BadInputException">No such detector, its weights are missing or are not its weights, or no such device.</exception>
    public static DetectingLocator? Create(
        Func<string, string?> findWeights, string? detectorName = null, double? minScore = null, string device = "cpu")
    {
        ArgumentNullException.ThrowIfNull(findWeights);
        if (detectorName is not null)
        {
            Demand(detectorName, findWeights);
            return Load(detectorName, findWeights, minScore, device);
        }

        var best = Detectors.FirstOrDefault(d => WhyNot(d, findWeights) is null);
        return best is null ? null : Load(best, findWeights, minScore, device);
    }

    /// <summary>What to tell a user whose photos cannot be searched for faces.</summary>
    public static string HowToGetWeights { get; } =
        $"no weights of a face detector are here: run 'facegrid models pull {MtcnnDetector.WeightsName}', or place {MtcnnDetector.WeightsName}.safetensors in a folder that --models names";

    private static void Demand(string detector, Func<string, string?> findWeights)
    {
        if (!Detectors.Contains(detector))
        {
            throw new BadInputException($"detector '{detector}'", $"no such detector; there are {string.Join(" and ", Detectors)}");
        }

        if (WhyNot(detector, findWeights) is { } missing)
        {
            throw new BadInputException(
                $"detector '{detector}'", $"{missing}.safetensors is missing: run 'facegrid models pull {missing}', or place it in a folder that --models names");
        }
    }

    /// <summary>The name of the weights that are missing, or null. Boxes alone are not enough: an aligned face needs landmarks.</summary>
    private static string? WhyNot(string detector, Func<string, string?> findWeights) =>
        findWeights(detector) is null ? detector
        : detector != MtcnnDetector.WeightsName && s_landmarkers.All(l => findWeights(l) is null) ? s_landmarkers[0]
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
            return new DetectingLocator(detector, Landmarker68.Load(s_landmarkers.Select(findWeights).First(w => w is not null)!, device));
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }
}
