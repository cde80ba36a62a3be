namespace FaceGrid.Grains.Recognition;

/// <summary>The decision on one claim.</summary>
/// <param name="Verified">d &lt; τ.</param>
/// <param name="Distance">To the nearest of the person's templates.</param>
/// <param name="Templates">How many were compared with.</param>
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
    [property: Id(6)] double EncodeMilliseconds);
