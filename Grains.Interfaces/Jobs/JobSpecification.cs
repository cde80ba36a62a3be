namespace FaceGrid.Grains.Styling;

/// <summary>What a job renders. Never changes.</summary>
/// <param name="Settings">As the engine writes them, JSON: equal settings are equal text.</param>
/// <param name="NetworkVersion">Of the weights that the losses are computed with.</param>
/// <param name="ContentKey">SHA-256 over everything that decides the picture.</param>
/// <param name="Steps">Of the whole run.</param>
/// <param name="Origin">Of a fork; else null.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleJobSpecification")]
public sealed record StyleJobSpecification(
    [property: Id(0)] string Settings,
    [property: Id(1)] string NetworkVersion,
    [property: Id(2)] string ContentKey,
    [property: Id(3)] int Steps,
    [property: Id(4)] IReadOnlyList<StyleJobImage> Images,
    [property: Id(5)] int Priority,
    [property: Id(6)] CheckpointCadence Cadence,
    [property: Id(7)] StyleJobOrigin? Origin);
