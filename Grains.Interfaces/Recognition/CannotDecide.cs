namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The question could not be answered; this does not mean that the person is unknown.</summary>
/// <param name="ReasonText">The reason in words.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.CannotDecide")]
public sealed record CannotDecide(
    string Probe,
    DecisionBasis Basis,
    [property: Id(0)] UndecidedReason ReasonCode,
    [property: Id(1)] string ReasonText) : RecognitionAnswer(Probe, Basis)
{
    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.CannotDecide;
}
