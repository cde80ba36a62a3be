using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>The checkpoint that a forked job begins with.</summary>
/// <param name="Job">The job that it was taken of.</param>
/// <param name="Step">Steps that were done by then.</param>
/// <param name="Checkpoint">The fork's own copy, which stays when the other job drops its checkpoint.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobOrigin")]
public sealed record JobOrigin([property: Id(0)] string Job, [property: Id(1)] int Step, [property: Id(2)] BlobReference Checkpoint);
