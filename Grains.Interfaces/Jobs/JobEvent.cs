using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>What a watcher sees: how the job stands now.</summary>
/// <param name="Preview">
/// The newest preview, PNG in the blob store, wrapped as checkpoints are; null if none was asked for or made. It goes after a few newer
/// ones.
/// </param>
/// <param name="PreviewStep">The step that it shows.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobEvent")]
public sealed record JobEvent(
    [property: Id(0)] JobSummary Summary,
    [property: Id(1)] JobProgress Progress,
    [property: Id(2)] BlobReference? Preview,
    [property: Id(3)] int PreviewStep);
