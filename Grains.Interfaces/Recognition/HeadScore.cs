namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The probability that a verification head gave to a claim.</summary>
/// <param name="Name">The head's name.</param>
/// <param name="Probability">The greatest over the person's templates, 0 to 1.</param>
/// <param name="Threshold">The head's: the claim holds at this probability or above.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.HeadScore")]
public sealed record HeadScore(
    [property: Id(0)] string Name,
    [property: Id(1)] double Probability,
    [property: Id(2)] double Threshold);
