namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The claim could not be decided on; the person is not verified.</summary>
/// <param name="ReasonText">The reason in words.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ClaimUndecided")]
public sealed record ClaimUndecided(
    string Probe,
    string Identity,
    DecisionBasis Basis,
    [property: Id(0)] UndecidedReason ReasonCode,
    [property: Id(1)] string ReasonText) : VerificationAnswer(Probe, Identity, Basis);
