namespace FaceGrid.Grains.Recognition;

/// <summary>The decision on one claim.</summary>
/// <param name="Verified">d &lt; τ; with a head, its probability is at least its threshold.</param>
/// <param name="Distance">To the nearest of the person's templates.</param>
/// <param name="Templates">How many were compared with.</param>
/// <param name="Probability">The head's greatest over the person's templates; null without a head.</param>
/// <param name="ProbabilityThreshold">The head's; null without one.</param>
/// <param name="Head">The head's name; null without one.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.VerificationAnswer")]
public sealed record VerificationAnswer(
    [property: Id(0)] string Probe,
    [property: Id(1)] string Identity,
    [property: Id(2)] bool Verified,
    [property: Id(3)] double Distance,
    [property: Id(4)] double Threshold,
    [property: Id(5)] int Templates,
    [property: Id(6)] double EncodeMilliseconds,
    [property: Id(7)] double? Probability = null,
    [property: Id(8)] double? ProbabilityThreshold = null,
    [property: Id(9)] string? Head = null);
