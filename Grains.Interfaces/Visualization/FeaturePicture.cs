namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>What a unit saw, and beside it the gradient of its activation.</summary>
/// <param name="Patch">Side x Side x 3 bytes, RGB, black beyond the photo's borders.</param>
/// <param name="Gradient">The same for the gradient image: grey is 0, the largest magnitude takes the whole range.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeaturePicture")]
public sealed record FeaturePicture(
    [property: Id(0)] int SidePixels,
    [property: Id(1)] byte[] Patch,
    [property: Id(2)] byte[] Gradient);
