using System.Globalization;
using System.Text.Json.Serialization;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>An optimiser with its numbers. Lengths are in pixel levels, 0..255. Immutable; read from and written to JSON.</summary>
public sealed record OptimizerSettings
{
    public required StyleOptimizer Kind { get; init; }

    /// <summary>η. Of L-BFGS the length of a step in units of its own proposal: 1.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Adam: what the running mean of gradients keeps.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam: what the running mean of squared gradients keeps.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Adam: added to the root of the mean of squares.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>L-BFGS: the pairs of steps and gradient changes that it remembers, 24 bytes a pixel each.</summary>
    public int History { get; init; } = 100;

    /// <summary>L-BFGS: lengths are searched for until the strong Wolfe conditions hold.</summary>
    public bool StrongWolfe { get; init; }

    /// <summary>Bytes that the optimiser holds for every pixel (three float32 channels), its gradient included, the image not.</summary>
    [JsonIgnore]
    public long BytesPerPixel => 12 * Kind switch
    {
        StyleOptimizer.GradientDescent => 1,

        // Two means and a temporary.
        StyleOptimizer.Adam => 4,

        // One pair more than are kept, because the newest is judged before the oldest goes; direction and two gradients;
        // three trial images and gradients of a line search.
        _ => (2L * (History + 1)) + 3 + (StrongWolfe ? 3 : 0),
    };

    /// <exception cref="BadInputException">Names the option.</exception>
    public void Validate()
    {
        Require(LearningRate is > 0 and <= 1e6, "--learning-rate", LearningRate, "must be above 0 and at most 1000000");
        Require(Beta1 is >= 0 and < 1, "beta1", Beta1, "must be at least 0 and below 1");
        Require(Beta2 is >= 0 and < 1, "beta2", Beta2, "must be at least 0 and below 1");
        Require(Epsilon is > 0 and <= 1, "epsilon", Epsilon, "must be above 0 and at most 1");
        Require(History is >= 1 and <= 1000, "--history", History, "must be 1 to 1000");
        Require(Enum.IsDefined(Kind), "--optimizer", (int)Kind, "is none of gradient-descent, adam, lbfgs");
    }

    private static void Require(bool holds, string option, double value, string rule)
    {
        if (!holds)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{option} {value}"), rule);
        }
    }
}
