namespace FaceGrid.Vision.Styling;

/// <summary>How a profile goes from a first image to its last where nothing else is asked for. Names are those of the command line.</summary>
public sealed record StyleRunDefaults
{
    /// <summary><c>gradient-descent</c>, <c>adam</c> or <c>lbfgs</c>.</summary>
    public required string Optimizer { get; init; }

    /// <summary>η, for pixels in 0..255.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Pairs that L-BFGS remembers.</summary>
    public int History { get; init; } = 100;

    /// <summary>L-BFGS searches along each direction until the strong Wolfe conditions hold.</summary>
    public bool StrongWolfe { get; init; }

    /// <summary>Steps at the full size.</summary>
    public required int Steps { get; init; }

    /// <summary><c>random</c>, <c>content</c> or <c>noise</c>: content with noise.</summary>
    public required string Start { get; init; }

    /// <summary>The part of a <c>noise</c> start that is noise, 0..1.</summary>
    public double NoiseRatio { get; init; }

    /// <summary>
    /// Noise in levels of 0..255: the deviation of a <c>random</c> start about ImageNet's mean; half the width of the uniform
    /// noise about that mean in a <c>noise</c> start.
    /// </summary>
    public double NoiseLevel { get; init; }

    /// <summary>Pixels are held within 0..255 at every step.</summary>
    public bool Clamp { get; init; }

    /// <summary>The side that <see cref="Size"/> is for: <c>long</c>, <c>short</c> or <c>height</c>.</summary>
    public required string Side { get; init; }

    /// <summary>Pixels.</summary>
    public required int Size { get; init; }
}
