namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The start image. Noise has every pixel's channels independent about ImageNet's mean colour. Immutable; read from and written to JSON.</summary>
public sealed record StartSettings
{
    public required StyleStart Kind { get; init; }

    /// <summary>Share of noise in <see cref="StyleStart.ContentAndNoise"/>, 0..1.</summary>
    public double NoiseRatio { get; init; } = 0.6;

    public NoiseKind Noise { get; init; } = NoiseKind.Uniform;

    /// <summary>In pixel levels.</summary>
    public double NoiseAmplitude { get; init; } = 20;
}
