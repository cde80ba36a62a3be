namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>The maxima over the images of a piece.</summary>
/// <param name="Maxima">For each layer the table that <c>UnitMaxima.ToBytes</c> gives: at most 109 bytes a unit.</param>
/// <param name="Skipped">Images that are in none of them.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeatureMapAnswer")]
public sealed record FeatureMapAnswer(
    [property: Id(0)] IReadOnlyList<byte[]> Maxima,
    [property: Id(1)] IReadOnlyList<SkippedImage> Skipped);
