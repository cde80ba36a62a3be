using System.Globalization;
using System.Text.Json.Serialization;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>An optimiser with its parameters, for pixels in levels of 0..255. Immutable; read from and written to JSON.</summary>
public sealed record OptimizerSettings
{
    /// <summary>The optimiser.</summary>
    public required StyleOptimizer Kind { get; init; }

    /// <summary>η, above 0. For L-BFGS the length of a step in units of its direction, usually 1.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Adam: β₁, decay of the running mean of gradients, 0 to below 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam: β₂, decay of the running mean of squared gradients, 0 to below 1.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Adam: ε, added to the root of the mean of squares, above 0 to 1.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>L-BFGS: number of pairs of steps and gradient changes in the history, 1 to 1000; 24 bytes per pixel each.</summary>
    public int History { get; init; } = 100;

    /// <summary>L-BFGS: a line search for the strong Wolfe conditions determines the length of each step.</summary>
    public bool StrongWolfe { get; init; }

    /// <summary>Bytes that the optimiser holds per pixel (three float32 channels), including the gradient, without the image.</summary>
    [JsonIgnore]
    public long BytesPerPixel => 12 * Kind switch
    {
        StyleOptimizer.GradientDescent => 1,

        // Two means and a temporary.
        StyleOptimizer.Adam => 4,

        // One pair more than the history, because the newest is examined before the oldest is dropped; direction and two gradients; the
        // trial image and two gradients of a line search.
        _ => (2L * (History + 1)) + 3 + (StrongWolfe ? 3 : 0),
    };

    /// <exception cref="BadInputException">A value is out of range; the message names the option.</exception>
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
