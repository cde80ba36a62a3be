namespace FaceGrid.Grains.Recognition;

/// <summary>The decision on one probe, with everything it rests on.</summary>
/// <param name="Probe">The crop's name.</param>
/// <param name="Identity">Who, when <see cref="Outcome.Recognized"/>.</param>
/// <param name="Distance">To the nearest person; null in an empty gallery and when nothing could be decided.</param>
/// <param name="Threshold">τ that the distance was held against.</param>
/// <param name="Candidates">The nearest people, nearest first.</param>
/// <param name="GallerySize">People that were compared with.</param>
/// <param name="Reason">Why, when <see cref="Outcome.CannotDecide"/>.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.RecognitionAnswer")]
public sealed record RecognitionAnswer(
    [property: Id(0)] string Probe,
    [property: Id(1)] Outcome Outcome,
    [property: Id(2)] string? Identity,
    [property: Id(3)] double? Distance,
    [property: Id(4)] double Threshold,
    [property: Id(5)] IReadOnlyList<Candidate> Candidates,
    [property: Id(6)] int GallerySize,
    [property: Id(7)] double EncodeMilliseconds,
    [property: Id(8)] double SearchMilliseconds,
    [property: Id(9)] string? Reason);
