namespace FaceGrid.Grains.Interfaces.Storage;

/// <summary>Names the content of a blob, which therefore never changes.</summary>
/// <param name="Sha256">Of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Length of the content.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.BlobReference")]
public sealed record BlobReference([property: Id(0)] string Sha256, [property: Id(1)] long Bytes);
