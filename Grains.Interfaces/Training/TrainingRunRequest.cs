using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Interfaces.Training;

/// <summary>An encoder to train.</summary>
/// <param name="Configuration">The engine's configuration, JSON.</param>
/// <param name="Folder">Of the photos, a folder for each person: an absolute path that every silo that may run the job can read.</param>
/// <param name="Priority">The higher runs first; 0 is usual.</param>
/// <param name="Again">Train even if the same run has been made or is waiting.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.TrainingRunRequest")]
public sealed record TrainingRunRequest(
    [property: Id(0)] string Configuration,
    [property: Id(1)] string Folder,
    [property: Id(2)] int Priority,
    [property: Id(3)] CheckpointCadence Cadence,
    [property: Id(4)] bool Again);
