using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>An input of a job.</summary>
/// <param name="Role">What the engine knows it by: <c>content</c>, <c>style-1</c> …</param>
/// <param name="Name">What people know it by: the name of the file it came from.</param>
/// <param name="Blob">The file's bytes.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobImage")]
public sealed record JobImage([property: Id(0)] string Role, [property: Id(1)] string Name, [property: Id(2)] BlobReference Blob);
