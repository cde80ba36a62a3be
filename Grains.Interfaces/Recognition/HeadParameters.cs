namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>
/// A verification head on its way to the grain that compares: 2 KiB at most, so it travels with the request and needs no
/// store of its own.
/// </summary>
/// <param name="Kind">Its features: Distance, Absolute, Squared, ChiSquare or Concatenation.</param>
/// <param name="ModelVersion">The encoder's that it was trained for.</param>
/// <param name="Weights">One for each feature.</param>
/// <param name="Threshold">Same where the probability is at least this.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.HeadParameters")]
public sealed record HeadParameters(
    [property: Id(0)] string Name,
    [property: Id(1)] string Kind,
    [property: Id(2)] string ModelVersion,
    [property: Id(3)] IReadOnlyList<double> Weights,
    [property: Id(4)] double Bias,
    [property: Id(5)] double Threshold);
