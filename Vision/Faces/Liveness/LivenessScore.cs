namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>How live a face looks in a single photo.</summary>
/// <param name="Networks">Each network's opinion.</param>
public sealed record LivenessScore(IReadOnlyList<NetworkOpinion> Networks)
{
    /// <summary>The threshold on <see cref="Live"/> that is used where nobody asks for another.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>0 to 1: the mean of the networks' shares for live faces, the authors' sum divided by the number of networks.</summary>
    public double Live => Networks.Average(n => n.Live);

    /// <summary>The authors' own rule: live where the class of live faces has the largest sum of the three.</summary>
    public bool LiveIsLargest => Live > Networks.Average(n => n.FirstAttack) && Live > Networks.Average(n => n.SecondAttack);

    public bool IsLive(double threshold = DefaultThreshold) => Live >= threshold;
}
