namespace FaceGrid.Cli.Results;

/// <summary>One layer of a <see cref="FeaturesResult"/>.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Units">Number of units (channels).</param>
/// <param name="UnitsShown">Indices of the units on the contact sheet.</param>
/// <param name="ReceptiveFieldPx">Side of the receptive field, in pixels.</param>
internal sealed record FeatureLayerResult(string Layer, int Units, IReadOnlyList<int> UnitsShown, int ReceptiveFieldPx);
