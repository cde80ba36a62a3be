namespace FaceGrid.Grains.Encoders;

/// <summary>Encodings in the order of the crops.</summary>
/// <param name="Encodings">N x 128 floats, each with L2 norm 1.</param>
/// <param name="Threshold">The τ that the model's makers recommend for d = ‖f(a) − f(b)‖², if they recommend one.</param>
/// <param name="Milliseconds">Time of the forward pass that these crops went through, shared with others in the same batch.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.EncodeAnswer")]
public sealed record EncodeAnswer(
    [property: Id(0)] IReadOnlyList<float[]> Encodings,
    [property: Id(1)] double? Threshold,
    [property: Id(2)] double Milliseconds);
