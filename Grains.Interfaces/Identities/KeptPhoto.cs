using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>
/// The aligned face of an enrolment, kept at the request of the enrolment so that another model can encode it. It is biometric data as the
/// templates are, and unlike them it shows the face. It is deleted with the person.
/// </summary>
/// <param name="Name">Name of the photo, for the operator.</param>
/// <param name="Blob">The crop's raw RGB, wrapped with the person's key: no two people share one.</param>
/// <param name="Quality">Quality of the crop, 0 to 1; null where it was not measured.</param>
/// <param name="Versions">Model versions that have encoded the photo.</param>
/// <param name="IsSealed">True if the blob is encrypted with the person's key.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.KeptPhoto")]
public sealed record KeptPhoto(
    [property: Id(0)] string Name,
    [property: Id(1)] BlobReference Blob,
    [property: Id(2)] double? Quality,
    [property: Id(3)] IReadOnlyList<string> Versions,
    [property: Id(4)] bool IsSealed = false);
