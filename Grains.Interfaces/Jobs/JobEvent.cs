using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Styling;

/// <summary>What a watcher sees: how the job stands now.</summary>
/// <param name="Preview">The newest preview, PNG in the blob store, wrapped as checkpoints are; null if none was asked for or made. It goes after a few newer ones.</param>
/// <param name="PreviewStep">The step that it shows.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleJobEvent")]
public sealed record StyleJobEvent(
    [property: Id(0)] StyleJobSummary Summary,
    [property: Id(1)] StyleJobProgress Progress,
    [property: Id(2)] BlobReference? Preview,
    [property: Id(3)] int PreviewStep);
