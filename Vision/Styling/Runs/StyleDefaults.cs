using FaceGrid.Vision.Styling.Optimisers;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Settings from profiles and from the words of the command line.</summary>
public static class StyleDefaults
{
    /// <summary>The settings with which the authors of a profile run it.</summary>
    public static StyleSettings Of(StyleProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var run = profile.Run;
        return new StyleSettings
        {
            Loss = profile.Loss,
            Optimizer = new OptimizerSettings
            {
                Kind = run.Optimizer, LearningRate = run.LearningRate, History = run.History, StrongWolfe = run.StrongWolfe,
            },
            Start = new StartSettings
            {
                Kind = run.Start,
                NoiseRatio = run.NoiseRatio,
                Noise = run.Start == StyleStart.Noise ? NoiseKind.Normal : NoiseKind.Uniform,
                NoiseAmplitude = run.NoiseLevel,
            },
            Clamp = run.Clamp ? StyleClamp.EachStep : StyleClamp.AtEnd,
            SizeRule = run.Side,
            Pyramid = [new PyramidLevel(run.Size, run.Steps)],
        };
    }

    /// <summary>An optimiser with defaults for pixels of 0..255: learning rate 10 for Adam, 1 for the others.</summary>
    public static OptimizerSettings OptimizerOf(StyleOptimizer kind) => new()
    {
        Kind = kind,
        LearningRate = kind == StyleOptimizer.Adam ? 10 : 1,
    };

    /// <summary>The optimiser with a name.</summary>
    /// <param name="name"><c>gradient-descent</c>, <c>adam</c> or <c>lbfgs</c>.</param>
    /// <exception cref="BadInputException">Another name; the message lists the names.</exception>
    public static StyleOptimizer Optimizer(string name) => name switch
    {
        "gradient-descent" => StyleOptimizer.GradientDescent,
        "adam" => StyleOptimizer.Adam,
        "lbfgs" => StyleOptimizer.LBfgs,
        _ => throw new BadInputException($"--optimizer {name}", "is none of gradient-descent, adam, lbfgs"),
    };

    /// <summary>The size rule with a name.</summary>
    /// <param name="name"><c>long</c>, <c>short</c>, <c>height</c> or <c>width</c>.</param>
    /// <exception cref="BadInputException">Another name; the message lists the names.</exception>
    public static SizeRule Side(string name) => name switch
    {
        "long" => SizeRule.LongSide,
        "short" => SizeRule.ShortSide,
        "height" => SizeRule.Height,
        "width" => SizeRule.Width,
        _ => throw new BadInputException($"--side {name}", "is none of long, short, height, width"),
    };
}
