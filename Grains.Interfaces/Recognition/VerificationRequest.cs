using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>Is the person on this crop the one they claim to be?</summary>
/// <param name="Threshold">
/// τ on d; null: derived from the FPIR of the gallery's policy, a claim being a search among the person's own templates.
/// </param>
/// <param name="Head">Decides in place of τ; null: τ does.</param>
/// <param name="Gallery">Whose policy holds: quality, liveness, FPIR.</param>
/// <param name="RequireLiveness">Even if the policy does not.</param>
/// <param name="Quality">Instead of the policy's.</param>
/// <param name="Fpir">Instead of the policy's.</param>
/// <param name="DeadlineMilliseconds">From arrival to answer; null: the silo's, 2 s unless configured.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.VerificationRequest")]
public sealed record VerificationRequest(
    [property: Id(0)] string Identity,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] AlignedFace Crop,
    [property: Id(3)] double? Threshold,
    [property: Id(4)] HeadParameters? Head = null,
    [property: Id(5)] string Gallery = GridKeys.DefaultGallery,
    [property: Id(6)] bool RequireLiveness = false,
    [property: Id(7)] QualityLevel? Quality = null,
    [property: Id(8)] double? Fpir = null,
    [property: Id(9)] int? DeadlineMilliseconds = null);
