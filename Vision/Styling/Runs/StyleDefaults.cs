using FaceGrid.Vision.Styling.Optimisers;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Settings by names: those of profiles and of the command line.</summary>
public static class StyleDefaults
{
    /// <summary>A profile as its authors run it.</summary>
    public static StyleSettings Of(StyleProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var run = profile.Run;
        var isRandom = run.Start == "random";
        return new StyleSettings
        {
            Loss = profile.Loss,
            Optimizer = new OptimizerSettings
            {
                Kind = Optimizer(run.Optimizer), LearningRate = run.LearningRate, History = run.History, StrongWolfe = run.StrongWolfe,
            },
            Start = new StartSettings
            {
                Kind = isRandom ? StyleStart.Noise : run.Start == "noise" ? StyleStart.ContentAndNoise : StyleStart.Content,
                NoiseRatio = run.NoiseRatio,
                Noise = isRandom ? NoiseKind.Normal : NoiseKind.Uniform,
                NoiseAmplitude = run.NoiseLevel,
            },
            Clamp = run.Clamp ? StyleClamp.EachStep : StyleClamp.AtEnd,
            SizeRule = Side(run.Side),
            Pyramid = [new PyramidLevel(run.Size, run.Steps)],
        };
    }

    /// <summary>An optimiser with the numbers that suit pixels of 0..255, where no profile says others.</summary>
    public static OptimizerSettings OptimizerOf(StyleOptimizer kind) => new()
    {
        Kind = kind,
        LearningRate = kind == StyleOptimizer.Adam ? 10 : 1,
    };

    /// <param name="name"><c>gradient-descent</c>, <c>adam</c> or <c>lbfgs</c>.</param>
    /// <exception cref="BadInputException">Another.</exception>
    public static StyleOptimizer Optimizer(string name) => name switch
    {
        "gradient-descent" => StyleOptimizer.GradientDescent,
        "adam" => StyleOptimizer.Adam,
        "lbfgs" => StyleOptimizer.LBfgs,
        _ => throw new BadInputException($"--optimizer {name}", "is none of gradient-descent, adam, lbfgs"),
    };

    /// <param name="name"><c>long</c>, <c>short</c>, <c>height</c> or <c>width</c>.</param>
    /// <exception cref="BadInputException">Another.</exception>
    public static SizeRule Side(string name) => name switch
    {
        "long" => SizeRule.LongSide,
        "short" => SizeRule.ShortSide,
        "height" => SizeRule.Height,
        "width" => SizeRule.Width,
        _ => throw new BadInputException($"--side {name}", "is none of long, short, height, width"),
    };
}
