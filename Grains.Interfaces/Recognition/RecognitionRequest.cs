using FaceGrid.Grains.Identities;

namespace FaceGrid.Grains.Recognition;

/// <summary>Who of this gallery is on this crop?</summary>
/// <param name="Threshold">τ on d; null: the one the model recommends.</param>
/// <param name="CandidateCount">How many of the nearest people to name, at least 1.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.RecognitionRequest")]
public sealed record RecognitionRequest(
    [property: Id(0)] string Gallery,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] AlignedFace Crop,
    [property: Id(3)] double? Threshold,
    [property: Id(4)] int CandidateCount);
