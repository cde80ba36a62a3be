namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>
/// A verification head as part of a request. It has at most 2 KiB, so it is sent with each request instead of being stored.
/// </summary>
/// <param name="Kind">Its features.</param>
/// <param name="ModelVersion">Of the encoder that it was trained for.</param>
/// <param name="Weights">One for each feature.</param>
/// <param name="Threshold">Two encodings are of one person if the probability is at least this.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.HeadParameters")]
public sealed record HeadParameters(
    [property: Id(0)] string Name,
    [property: Id(1)] VerificationHeadKind Kind,
    [property: Id(2)] string ModelVersion,
    [property: Id(3)] IReadOnlyList<double> Weights,
    [property: Id(4)] double Bias,
    [property: Id(5)] double Threshold);
