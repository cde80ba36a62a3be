namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>A person of the gallery: d &lt; τ.</summary>
/// <param name="Match">The nearest person.</param>
/// <param name="Nearest">The nearest people, nearest first, as many as the request asked for.</param>
/// <param name="MarginToSecond">Difference of the distances of the second nearest and the nearest person; null with fewer than two.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.Recognized")]
public sealed record Recognized(
    string Probe,
    DecisionBasis Basis,
    [property: Id(0)] Candidate Match,
    [property: Id(1)] IReadOnlyList<Candidate> Nearest,
    [property: Id(2)] double? MarginToSecond) : RecognitionAnswer(Probe, Basis)
{
    /// <inheritdoc/>
    public override Outcome Outcome => Outcome.Recognized;
}
