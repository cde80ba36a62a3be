namespace FaceGrid.Vision.Styling.Runs;

/// <summary>
/// The start image. Noise is independent in every channel of every pixel, about ImageNet's mean colour. Immutable; read from and written to
/// JSON.
/// </summary>
public sealed record StartSettings
{
    /// <summary>Kind of the start image.</summary>
    public required StyleStart Kind { get; init; }

    /// <summary>Share of noise in <see cref="StyleStart.ContentAndNoise"/>, 0..1.</summary>
    public double NoiseRatio { get; init; } = 0.6;

    /// <summary>Distribution of the noise.</summary>
    public NoiseKind Noise { get; init; } = NoiseKind.Uniform;

    /// <summary>Amplitude of the noise in levels of 0..255.</summary>
    public double NoiseAmplitude { get; init; } = 20;
}
