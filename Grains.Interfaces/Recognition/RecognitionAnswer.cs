namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The decision on one probe, with everything it rests on.</summary>
/// <param name="Probe">The crop's name.</param>
/// <param name="Identity">Who, when <see cref="Outcome.Recognized"/>.</param>
/// <param name="Distance">To the nearest person; null in an empty gallery and when nothing could be decided.</param>
/// <param name="Threshold">τ that the distance was held against.</param>
/// <param name="Candidates">The nearest people, nearest first.</param>
/// <param name="GallerySize">People that were compared with.</param>
/// <param name="Reason">Why in words, when <see cref="Outcome.CannotDecide"/>.</param>
/// <param name="Why">The same as a code.</param>
/// <param name="Comparisons">Templates (or fused people) that the probe was compared with: the K of the FPIR.</param>
/// <param name="PredictedFpir">The share of strangers that this τ lets through in a gallery of this size, 1 − (1 − FMR)^K; null without a calibration.</param>
/// <param name="ThresholdSource">Where τ comes from, in a few words.</param>
/// <param name="Extrapolated">τ and the predicted FPIR rest on fewer errors than were counted: a model of the tail gave them.</param>
/// <param name="Margin">By how much the second nearest person is farther away; null with fewer than two.</param>
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
    [property: Id(9)] string? Reason,
    [property: Id(10)] UndecidedReason? Why = null,
    [property: Id(11)] int Comparisons = 0,
    [property: Id(12)] double? PredictedFpir = null,
    [property: Id(13)] string? ThresholdSource = null,
    [property: Id(14)] double? Margin = null,
    [property: Id(15)] bool Extrapolated = false);
