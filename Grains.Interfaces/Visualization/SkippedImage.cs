namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>A photo that could not be used.</summary>
/// <param name="Image">Its number in the collection.</param>
/// <param name="Reason">Without its name.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.SkippedImage")]
public sealed record SkippedImage([property: Id(0)] int Image, [property: Id(1)] string Reason);
