namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>A unit of a layer at a place in a photo.</summary>
/// <param name="Y">Row of the layer's map.</param>
/// <param name="X">Column of the map.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeaturePlace")]
public sealed record FeaturePlace(
    [property: Id(0)] FeatureImage Image,
    [property: Id(1)] int Unit,
    [property: Id(2)] int Y,
    [property: Id(3)] int X);
