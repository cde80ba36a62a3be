namespace FaceGrid.Cli.Results;

/// <summary>A unit of a <see cref="FeatureTableLayer"/>.</summary>
/// <param name="Unit">Index of the unit.</param>
/// <param name="Top">Locations of its strongest activations, strongest first.</param>
internal sealed record FeatureTableUnit(int Unit, IReadOnlyList<FeatureTablePlace> Top);
