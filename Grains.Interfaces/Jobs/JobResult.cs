using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A file that a job leaves.</summary>
/// <param name="Name">File name, unique in the job.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobResult")]
public sealed record JobResult([property: Id(0)] string Name, [property: Id(1)] BlobReference Blob);
