namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The claim does not hold: d ≥ τ; with a head, its probability is below its threshold.</summary>
/// <param name="NearestDistance">d to the nearest of the person's templates.</param>
/// <param name="ByHead">The verification head that decided; null: τ did.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ClaimRejected")]
public sealed record ClaimRejected(
    string Probe,
    string Identity,
    DecisionBasis Basis,
    [property: Id(0)] double NearestDistance,
    [property: Id(1)] HeadScore? ByHead) : VerificationAnswer(Probe, Identity, Basis);
