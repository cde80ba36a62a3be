namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A folder that a job reads where it lies: too much for the blob store.</summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Fingerprint">SHA-256 over the names and sizes of all files in it, as they were when the job was queued.</param>
/// <param name="Files">Then.</param>
/// <param name="Bytes">Then.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobData")]
public sealed record JobData(
    [property: Id(0)] string Folder, [property: Id(1)] string Fingerprint, [property: Id(2)] int Files, [property: Id(3)] long Bytes);
