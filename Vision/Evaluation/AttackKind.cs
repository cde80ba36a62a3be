namespace FaceGrid.Vision.Evaluation;

/// <summary>The presentations of one attack instrument species (ISO/IEC 30107-3), or the bona fide presentations.</summary>
/// <param name="Name">Name of the species, for example <c>print</c> or <c>replay</c>.</param>
/// <param name="Scores">Liveness scores of the presentations with a response; larger is more live.</param>
/// <param name="NonResponses">Presentations without a response, because no face was found.</param>
public sealed record AttackKind(string Name, IReadOnlyList<double> Scores, int NonResponses)
{
    /// <summary>Number of presentations, with and without a response.</summary>
    public int Presentations => Scores.Count + NonResponses;

    /// <summary>Non-response rate: APNRR for an attack, BPNRR for bona fide presentations.</summary>
    public double NonResponseRate => Presentations == 0 ? 0 : NonResponses / (double)Presentations;
}
