using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Vision.Styling;

/// <summary>How a profile is run by its authors: the defaults where the user sets nothing else.</summary>
public sealed record StyleRunDefaults
{
    /// <summary>The optimiser.</summary>
    public required StyleOptimizer Optimizer { get; init; }

    /// <summary>η, for pixels in 0..255.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Number of pairs in the history of L-BFGS.</summary>
    public int History { get; init; } = 100;

    /// <summary>L-BFGS uses a line search for the strong Wolfe conditions.</summary>
    public bool StrongWolfe { get; init; }

    /// <summary>Number of steps at full size.</summary>
    public required int Steps { get; init; }

    /// <summary>The start image; any but <see cref="StyleStart.Image"/>.</summary>
    public required StyleStart Start { get; init; }

    /// <summary>Share of noise in a start with <see cref="StyleStart.ContentAndNoise"/>, 0..1.</summary>
    public double NoiseRatio { get; init; }

    /// <summary>
    /// Noise about ImageNet's mean colour, in levels of 0..255: with <see cref="StyleStart.Noise"/> the standard deviation of normal noise,
    /// with <see cref="StyleStart.ContentAndNoise"/> half the width of uniform noise.
    /// </summary>
    public double NoiseLevel { get; init; }

    /// <summary>Pixels are clamped to 0..255 after every step.</summary>
    public bool Clamp { get; init; }

    /// <summary>The measure that <see cref="Size"/> sets.</summary>
    public required SizeRule Side { get; init; }

    /// <summary>Size of the generated image in pixels.</summary>
    public required int Size { get; init; }
}
