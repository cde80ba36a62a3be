using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>Who of this gallery is on this crop?</summary>
/// <param name="Threshold">A fixed τ on d; null: as the gallery's policy says.</param>
/// <param name="CandidateCount">Number of the nearest people in the answer, at least 1.</param>
/// <param name="Fpir">Instead of the policy's.</param>
/// <param name="RequireLiveness">Even if the policy does not.</param>
/// <param name="Quality">Instead of the policy's.</param>
/// <param name="Fusion">Instead of the policy's.</param>
/// <param name="DeadlineMilliseconds">From arrival to answer; null: the silo's, 2 s unless configured.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.RecognitionRequest")]
public sealed record RecognitionRequest(
    [property: Id(0)] string Gallery,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] AlignedFace Crop,
    [property: Id(3)] double? Threshold,
    [property: Id(4)] int CandidateCount,
    [property: Id(5)] double? Fpir = null,
    [property: Id(6)] bool RequireLiveness = false,
    [property: Id(7)] QualityLevel? Quality = null,
    [property: Id(8)] TemplateFusion? Fusion = null,
    [property: Id(9)] int? DeadlineMilliseconds = null);
