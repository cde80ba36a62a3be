namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Creates the passive liveness detector from available weights.</summary>
public static class LivenessDetectors
{
    /// <summary>Names of the weight files.</summary>
    public static IReadOnlyList<string> WeightNames { get; } = ["minifasnet-v2-80x80", "minifasnet-v1se-80x80"];

    /// <summary>Creates the detector if the weights of both networks are available.</summary>
    /// <param name="findWeights">Returns the path of the weight file with a name, or null where there is none.</param>
    /// <returns>Null where one of the weight files is missing.</returns>
    /// <exception cref="BadInputException">A weight file is invalid, or the device does not exist.</exception>
    public static LivenessDetector? Create(Func<string, string?> findWeights, string device = "cpu")
    {
        ArgumentNullException.ThrowIfNull(findWeights);
        var paths = WeightNames.Select(findWeights).ToArray();
        return paths is [{ } v2, { } v1se] ? LivenessDetector.Load(v2, v1se, device) : null;
    }
}
