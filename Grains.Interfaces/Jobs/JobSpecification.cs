namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>What a job makes. Never changes.</summary>
/// <param name="Settings">As the engine writes them, JSON: equal settings are equal text.</param>
/// <param name="NetworkVersion">
/// Of what the job is computed with: the weights of the losses, or the trainer and the files that it begins with.
/// </param>
/// <param name="ContentKey">SHA-256 over everything that decides the outcome.</param>
/// <param name="Steps">Of the whole run.</param>
/// <param name="Origin">Of a fork; else null.</param>
/// <param name="Data">What a training run learns from; else null.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobSpecification")]
public sealed record JobSpecification(
    [property: Id(0)] string Settings,
    [property: Id(1)] string NetworkVersion,
    [property: Id(2)] string ContentKey,
    [property: Id(3)] int Steps,
    [property: Id(4)] IReadOnlyList<JobImage> Images,
    [property: Id(5)] int Priority,
    [property: Id(6)] CheckpointCadence Cadence,
    [property: Id(7)] JobOrigin? Origin,
    [property: Id(8)] JobData? Data = null);
