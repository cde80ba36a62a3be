using System.CommandLine.Parsing;
using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>Parses the values of style options.</summary>
internal static class StyleValues
{
    /// <summary>The settings for the named optimiser: unchanged if it is the profile's, else that optimiser's defaults.</summary>
    /// <exception cref="BadInputException">Unknown optimiser.</exception>
    public static OptimizerSettings Optimizer(string name, OptimizerSettings settings) =>
        StyleDefaults.Optimizer(name) is var kind && kind != settings.Kind ? StyleDefaults.OptimizerOf(kind) : settings;

    /// <exception cref="BadInputException">Unknown line search, or not available for the optimiser.</exception>
    public static bool IsStrongWolfe(string search, StyleOptimizer kind) => search switch
    {
        "strong-wolfe" when kind == StyleOptimizer.LBfgs => true,
        "strong-wolfe" => throw new BadInputException("--line-search strong-wolfe", "requires --optimizer lbfgs"),
        "none" => false,
        _ => throw new BadInputException($"--line-search {search}", "is none of strong-wolfe, none"),
    };

    /// <summary>Path of the initial image; null: <c>--start</c> names a kind of start, or is not given.</summary>
    public static string? StartFile(string? start) => start is not null and not ("random" or "content" or "noise") ? start : null;

    /// <param name="start">Value of <c>--start</c>; null: not given.</param>
    /// <param name="settings">Start of the profile.</param>
    public static StartSettings Start(string? start, StartSettings settings)
    {
        var kind = start switch
        {
            null => settings.Kind,
            "random" => StyleStart.Noise,
            "content" => StyleStart.Content,
            "noise" => StyleStart.ContentAndNoise,
            _ => StyleStart.Image,
        };
        if (kind == settings.Kind)
        {
            return settings;
        }

        // The profile has another start and defines no noise.
        return kind == StyleStart.Noise
            ? new StartSettings { Kind = kind, Noise = NoiseKind.Normal, NoiseAmplitude = 60 }
            : new StartSettings { Kind = kind };
    }

    /// <summary>Parses comma-separated numbers; errors are added to the argument.</summary>
    public static double[] Numbers(ArgumentResult result, string option)
    {
        var numbers = new List<double>();
        foreach (var part in result.Tokens[0].Value.Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                result.AddError($"{option}: '{part}' is not a number");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>Parses comma-separated LAYER[=WEIGHT]; errors are added to the argument.</summary>
    public static LayerWeight[] Layers(ArgumentResult result, string option)
    {
        var layers = new List<LayerWeight>();
        foreach (var part in result.Tokens[0].Value.Split(','))
        {
            var (name, weight) = (part.Split('=')[0], 1.0);
            if (part != name
                && !double.TryParse(part.AsSpan(name.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
            {
                result.AddError($"{option}: '{part}' is not LAYER=WEIGHT");
            }

            layers.Add(new LayerWeight(name, weight));
        }

        return [.. layers];
    }
}
