namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>Asks for pictures of what units saw.</summary>
/// <param name="MostSidePixels">Larger receptive fields are made smaller.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeatureDrawRequest")]
public sealed record FeatureDrawRequest(
    [property: Id(0)] string ModelVersion,
    [property: Id(1)] string Layer,
    [property: Id(2)] int LongSidePixels,
    [property: Id(3)] int MostSidePixels,
    [property: Id(4)] IReadOnlyList<FeaturePlace> Places)
{
    /// <summary>Most bytes of the pictures that one answer may hold.</summary>
    public const int MostBytes = 250_000;
}
