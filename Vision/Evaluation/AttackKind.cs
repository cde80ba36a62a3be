namespace FaceGrid.Vision.Evaluation;

/// <summary>The presentations of one kind of attack instrument, or the bona fide ones.</summary>
/// <param name="Name">What it is: <c>print</c>, <c>replay</c>.</param>
/// <param name="Scores">Of the presentations that got an answer; larger is more live.</param>
/// <param name="NonResponses">Presentations without an answer: no face was found.</param>
public sealed record AttackKind(string Name, IReadOnlyList<double> Scores, int NonResponses)
{
    public int Presentations => Scores.Count + NonResponses;

    /// <summary>APNRR of a kind of attack, BPNRR of bona fide presentations: the share without an answer.</summary>
    public double NonResponseRate => Presentations == 0 ? 0 : NonResponses / (double)Presentations;
}
