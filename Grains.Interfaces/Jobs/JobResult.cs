using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Styling;

/// <summary>A file that a job leaves.</summary>
/// <param name="Name">File name, unique in the job.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleJobResult")]
public sealed record StyleJobResult([property: Id(0)] string Name, [property: Id(1)] BlobReference Blob);
