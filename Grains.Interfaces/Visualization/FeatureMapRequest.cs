namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>One piece of a search.</summary>
/// <param name="Layers">Those to find maxima of.</param>
/// <param name="DeepestLayer">The last layer of the whole search, which every photo must have a unit in.</param>
/// <param name="First">Number of the first image in the collection; the others follow it.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeatureMapRequest")]
public sealed record FeatureMapRequest(
    [property: Id(0)] string ModelVersion,
    [property: Id(1)] IReadOnlyList<string> Layers,
    [property: Id(2)] string DeepestLayer,
    [property: Id(3)] int LongSidePixels,
    [property: Id(4)] int First,
    [property: Id(5)] IReadOnlyList<FeatureImage> Images);
