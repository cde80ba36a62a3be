namespace FaceGrid.Grains.Interfaces.Encoders;

/// <summary>Encodings in the order of the crops.</summary>
/// <param name="Encodings">N x 128 floats, each with L2 norm 1.</param>
/// <param name="IdentificationThreshold">τ on d = ‖f(a) − f(b)‖² that the model recommends for 1:K with unknown people.</param>
/// <param name="VerificationThreshold">τ that it recommends for 1:1.</param>
/// <param name="Milliseconds">Time of the forward pass that these crops went through, shared with others in the same batch.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.EncodeAnswer")]
public sealed record EncodeAnswer(
    [property: Id(0)] IReadOnlyList<float[]> Encodings,
    [property: Id(1)] double IdentificationThreshold,
    [property: Id(2)] double VerificationThreshold,
    [property: Id(3)] double Milliseconds);
