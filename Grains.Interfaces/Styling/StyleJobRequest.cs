using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Interfaces.Styling;

/// <summary>A picture to render.</summary>
/// <param name="Settings">The engine's settings, JSON.</param>
/// <param name="Images">In the blob store already.</param>
/// <param name="Priority">The higher runs first; 0 is usual.</param>
/// <param name="Again">Render even if the same picture has been rendered or is waiting.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleJobRequest")]
public sealed record StyleJobRequest(
    [property: Id(0)] string Settings,
    [property: Id(1)] IReadOnlyList<JobImage> Images,
    [property: Id(2)] int Priority,
    [property: Id(3)] CheckpointCadence Cadence,
    [property: Id(4)] bool Again)
{
    public const int LowestPriority = -100;

    public const int HighestPriority = 100;
}
