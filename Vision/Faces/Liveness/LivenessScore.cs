namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Liveness of a face in a single photo.</summary>
/// <param name="Networks">The outputs of the networks.</param>
public sealed record LivenessScore(IReadOnlyList<NetworkLivenessScore> Networks)
{
    /// <summary>Default threshold on <see cref="Live"/>.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>
    /// Mean probability of the live class, 0 to 1: the sum used by the authors divided by the number of networks.
    /// </summary>
    public double Live => Networks.Average(n => n.Live);

    /// <summary>The decision rule of the authors: live if the live class has the largest sum of the three classes.</summary>
    public bool LiveIsLargest => Live > Networks.Average(n => n.FirstAttack) && Live > Networks.Average(n => n.SecondAttack);

    /// <summary>Whether <see cref="Live"/> is at least the threshold.</summary>
    public bool IsLive(double threshold = DefaultThreshold) => Live >= threshold;
}
