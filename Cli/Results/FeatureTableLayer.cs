namespace FaceGrid.Cli.Results;

/// <summary>A layer of a <see cref="FeatureTable"/>.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="ReceptiveFieldPx">Side of the receptive field, in pixels.</param>
/// <param name="StridePx">Distance of neighbouring units of the map, in pixels.</param>
/// <param name="Units">All units of the layer.</param>
internal sealed record FeatureTableLayer(string Layer, int ReceptiveFieldPx, int StridePx, IReadOnlyList<FeatureTableUnit> Units);
