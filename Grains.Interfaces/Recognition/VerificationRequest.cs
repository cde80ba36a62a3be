using FaceGrid.Grains.Identities;

namespace FaceGrid.Grains.Recognition;

/// <summary>Is the person on this crop the one they claim to be?</summary>
/// <param name="Threshold">τ on d; null: the one the model recommends.</param>
/// <param name="Head">Decides in place of τ; null: τ does.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.VerificationRequest")]
public sealed record VerificationRequest(
    [property: Id(0)] string Identity,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] AlignedFace Crop,
    [property: Id(3)] double? Threshold,
    [property: Id(4)] HeadParameters? Head = null);
