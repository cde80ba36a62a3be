namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The vote over the frames of a burst.</summary>
/// <param name="Decision">As for a single photo; the distance is the median over the frames that voted for the outcome.</param>
/// <param name="Votes">Frames that agree with the decision.</param>
/// <param name="Decided">Frames that could be decided on; the vote needs more than half of them.</param>
/// <param name="Frames">Each frame's own answer.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.BurstAnswer")]
public sealed record BurstAnswer(
    [property: Id(0)] RecognitionAnswer Decision,
    [property: Id(1)] int Votes,
    [property: Id(2)] int Decided,
    [property: Id(3)] IReadOnlyList<RecognitionAnswer> Frames);
