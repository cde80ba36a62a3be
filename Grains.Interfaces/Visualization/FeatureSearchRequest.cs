namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>What is looked for in a collection of photos.</summary>
/// <param name="ModelVersion">The network.</param>
/// <param name="Layers">Each once: <c>conv3_1</c>, <c>relu4_2</c>.</param>
/// <param name="LongSidePixels">Every photo is resized so that its longer side has so many.</param>
/// <param name="Images">How many were offered.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeatureSearchRequest")]
public sealed record FeatureSearchRequest(
    [property: Id(0)] string ModelVersion,
    [property: Id(1)] IReadOnlyList<string> Layers,
    [property: Id(2)] int LongSidePixels,
    [property: Id(3)] int Images)
{
    /// <summary>Least and most that <see cref="LongSidePixels"/> may be.</summary>
    public const int LeastSide = 8;

    /// <inheritdoc cref="LeastSide"/>
    public const int MostSide = 4096;

    /// <summary>Most photos of one search.</summary>
    public const int MostImages = 100_000;
}
