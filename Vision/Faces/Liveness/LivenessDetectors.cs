namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Makes the passive liveness detector from whatever weights can be found.</summary>
public static class LivenessDetectors
{
    /// <summary>Names under which the weights are looked for.</summary>
    public static IReadOnlyList<string> WeightNames { get; } = ["minifasnet-v2-80x80", "minifasnet-v1se-80x80"];

    /// <param name="findWeights">From a name to the weight file's path, or null where there is none.</param>
    /// <returns>Null where one of the weight files is missing.</returns>
    /// <exception cref="BadInputException">A weight file that is there is unusable, or no such device.</exception>
    public static LivenessDetector? Create(Func<string, string?> findWeights, string device = "cpu")
    {
        ArgumentNullException.ThrowIfNull(findWeights);
        var paths = WeightNames.Select(findWeights).ToArray();
        return paths is [{ } v2, { } v1se] ? LivenessDetector.Load(v2, v1se, device) : null;
    }
}
