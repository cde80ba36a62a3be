namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The decision on one claim.</summary>
/// <param name="Verified">d &lt; τ; with a head, its probability is at least its threshold.</param>
/// <param name="Distance">To the nearest of the person's templates; null when nothing could be decided.</param>
/// <param name="Templates">How many were compared with.</param>
/// <param name="Probability">The head's greatest over the person's templates; null without a head.</param>
/// <param name="ProbabilityThreshold">The head's; null without one.</param>
/// <param name="Head">The head's name; null without one.</param>
/// <param name="Why">Why the claim could not be decided on, as a code; then it is not verified. Null: it was decided.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="PredictedFpir">The share of strangers who would pass with this claim; null without a calibration.</param>
/// <param name="ThresholdSource">Where τ comes from, in a few words.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.VerificationAnswer")]
public sealed record VerificationAnswer(
    [property: Id(0)] string Probe,
    [property: Id(1)] string Identity,
    [property: Id(2)] bool Verified,
    [property: Id(3)] double? Distance,
    [property: Id(4)] double Threshold,
    [property: Id(5)] int Templates,
    [property: Id(6)] double EncodeMilliseconds,
    [property: Id(7)] double? Probability = null,
    [property: Id(8)] double? ProbabilityThreshold = null,
    [property: Id(9)] string? Head = null,
    [property: Id(10)] UndecidedReason? Why = null,
    [property: Id(11)] string? Reason = null,
    [property: Id(12)] double? PredictedFpir = null,
    [property: Id(13)] string? ThresholdSource = null);
