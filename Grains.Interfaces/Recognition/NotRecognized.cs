namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>No person of the gallery: even the nearest has d ≥ τ.</summary>
/// <param name="Best">The nearest person; null in an empty gallery.</param>
/// <param name="Nearest">The nearest people, nearest first, as many as the request asked for.</param>
/// <param name="MarginToSecond">Difference of the distances of the second nearest and the nearest person; null with fewer than two.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.NotRecognized")]
public sealed record NotRecognized(
    string Probe,
    DecisionBasis Basis,
    [property: Id(0)] Candidate? Best,
    [property: Id(1)] IReadOnlyList<Candidate> Nearest,
    [property: Id(2)] double? MarginToSecond) : RecognitionAnswer(Probe, Basis)
{
    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.NotRecognized;
}
