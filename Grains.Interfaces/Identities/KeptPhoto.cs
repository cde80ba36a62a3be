using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>
/// The aligned face of an enrolment, kept because whoever enrolled it said so: another model can encode it. It is biometric data as the
/// templates are, and unlike them it can be looked at. It goes with the person.
/// </summary>
/// <param name="Name">Of the photo, for the operator.</param>
/// <param name="Blob">The crop's raw RGB, wrapped with the person's key: no two people share one.</param>
/// <param name="Quality">Of the crop, 0 to 1; null where it was not judged.</param>
/// <param name="Versions">Model versions that a template was made of it for.</param>
/// <param name="IsSealed">The blob is encrypted with the person's key.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.KeptPhoto")]
public sealed record KeptPhoto(
    [property: Id(0)] string Name,
    [property: Id(1)] BlobReference Blob,
    [property: Id(2)] double? Quality,
    [property: Id(3)] IReadOnlyList<string> Versions,
    [property: Id(4)] bool IsSealed = false);
