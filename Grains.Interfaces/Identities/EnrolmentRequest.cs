using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>Makes a person recognisable in a gallery, from one photo or more.</summary>
/// <param name="Gallery">The gallery's name within the tenant.</param>
/// <param name="ModelVersion">The encoder to use.</param>
/// <param name="Crops">One template is made from each.</param>
/// <param name="KeepPhotos">The crops are stored with the person, so that another model can encode them.</param>
/// <param name="OperationId">Asked again with the same id, the same enrolment is answered as the first time; null: it is told by its content alone.</param>
/// <param name="Quality">What each must show, instead of what the gallery's policy asks for.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.EnrolmentRequest")]
public sealed record EnrolmentRequest(
    [property: Id(0)] string Gallery,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] IReadOnlyList<AlignedFace> Crops,
    [property: Id(3)] QualityLevel? Quality = null,
    [property: Id(4)] bool KeepPhotos = false,
    [property: Id(5)] string? OperationId = null);
