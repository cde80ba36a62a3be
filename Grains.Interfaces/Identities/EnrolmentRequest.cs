using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>Makes a person recognisable in a gallery, from one photo or more.</summary>
/// <param name="Gallery">The gallery's name within the tenant.</param>
/// <param name="ModelVersion">The encoder to use.</param>
/// <param name="Crops">One template is made from each.</param>
/// <param name="KeepPhotos">True: the crops are stored with the person, so that another model can encode them.</param>
/// <param name="OperationId">
/// A repeated request with the same id gets the answer of the first; null: a repeated request is recognised by its content alone.
/// </param>
/// <param name="Quality">Required quality of each crop; null: that of the gallery's policy.</param>
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
