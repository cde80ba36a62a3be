using System.CommandLine;
using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>The options of a style transfer, and the settings read from a profile and the options.</summary>
internal sealed class StyleOptions
{
    private readonly Option<string> _content = new("--content") { Description = "Content image", HelpName = "FILE", Required = true };

    private readonly Option<string[]> _styles = new("--style")
    {
        Description = "Style image; several are blended", HelpName = "FILE", Required = true,
    };

    private readonly Option<double[]> _blend = new("--blend")
    {
        Description = "Weights of several styles, in their order: 2,1 (default: equal)", HelpName = "W,W", CustomParser = r => Numbers(r, "--blend"),
    };

    private readonly Option<string[]> _masks = new("--mask")
    {
        Description = "Mask per style image, in their order: white applies the style fully, black not at all", HelpName = "FILE",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = $"Losses, layers, weights and defaults of a published program or paper: {string.Join(", ", StyleProfiles.All.Select(p => p.Name))} (default: {DefaultProfile})",
        HelpName = "NAME",
    };

    private readonly Option<string?> _settingsFile = new("--settings")
    {
        Description = "Read all settings from the .json file of an earlier picture; other options override them", HelpName = "FILE.json",
    };

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = "softly: deep style layers (large shapes), content at block 4; strongly: shallow style layers (strokes and colours), content at block 5",
        HelpName = "softly|strongly",
    };

    private readonly Option<LayerWeight[]> _contentLayers = new("--content-layer")
    {
        Description = "Layers of the content loss, with weights: relu4_2, or conv4_2=1,relu5_2=0.5", HelpName = "LAYER[=W],...", CustomParser = r => Layers(r, "--content-layer"),
    };

    private readonly Option<LayerWeight[]> _styleLayers = new("--style-layers")
    {
        Description = "Layers of the style loss (Gram matrices), with weights λ: relu1_1=0.2,relu2_1=0.2", HelpName = "LAYER[=λ],...", CustomParser = r => Layers(r, "--style-layers"),
    };

    private readonly Option<double?> _contentWeight = Number("--content-weight", "Content weight α", "A");
    private readonly Option<double?> _styleWeight = Number("--style-weight", "Style weight β", "B");
    private readonly Option<double?> _variationWeight = Number("--tv-weight", "Weight of the total variation (smoothness)", "W");
    private readonly Option<string?> _pooling = Word("--pooling", "Pooling between the network's blocks", "max|average");

    private readonly Option<string?> _preprocessing = Word(
        "--preprocessing", "Normalisation of the network's input; weights: that of the loaded weights", "weights|caffe|torchvision|torchvision-unscaled");

    private readonly Option<string?> _start = new("--start")
    {
        Description = "Initial image: random, content, noise (content with noise), or a file", HelpName = "random|content|noise|FILE",
    };

    private readonly Option<double?> _noiseRatio = Number("--noise-ratio", "Share of noise in the initial image with --start noise, 0 to 1", "R");
    private readonly Option<double?> _noiseLevel = Number("--noise-level", "Amplitude of the noise, in pixel levels", "L");
    private readonly Option<string?> _optimizer = Word("--optimizer", "Optimiser of the image", "adam|lbfgs|gradient-descent");
    private readonly Option<string?> _lineSearch = Word("--line-search", "Line search of L-BFGS", "strong-wolfe|none");
    private readonly Option<int?> _history = Whole("--history", "History size of L-BFGS, 24 bytes per pixel and pair", "M");
    private readonly Option<double?> _learningRate = Number("--learning-rate", "Learning rate η for pixels in 0..255 (default: the profile's; adam 10, lbfgs 1)", "H");
    private readonly Option<int?> _steps = Whole("--steps", "Steps at each scale", "N");
    private readonly Option<int?> _size = Whole("--size", "Length of the side selected by --side, in pixels", "PX");
    private readonly Option<string?> _side = Word("--side", "Side that --size refers to", "long|short|height|width");

    private readonly Option<string?> _scales = new("--scales")
    {
        Description = "Coarse to fine: number of scales, each twice the previous size; or sizes with steps: 128=300,256=200,512=100",
        HelpName = "N|PX=STEPS,...",
    };

    private readonly Option<double?> _styleScale = Number("--style-scale", "Size of the style images relative to the picture; above 1: larger strokes", "F");

    private readonly Option<string?> _keepColours = new("--keep-colors", "--keep-colours")
    {
        Description = "Keep the content's colours: luminance transfer, or recolouring of the style image by histogram or by mean and covariance",
        HelpName = "none|luminance|histogram|moments",
    };

    private readonly Option<string?> _clamp = Word("--clamp", "When pixels are clamped to 0..255", "at-end|each-step");
    private readonly Option<int?> _seed = Whole("--seed", "Seed of the noise (default 0)", "N");

    private readonly Option<int?> _tile = Whole(
        "--tile", "Tile side in pixels: exact, less memory, more time (default: tiles only if the whole image does not fit into memory)", "PX");

    public const string DefaultProfile = "neural-style";

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols =>
    [
        _content, _styles, _blend, _masks, _profile, _settingsFile, _preset, _contentLayers, _styleLayers, _contentWeight, _styleWeight, _variationWeight,
        _pooling, _preprocessing, _start, _noiseRatio, _noiseLevel, _optimizer, _lineSearch, _history, _learningRate, _steps, _size, _side, _scales,
        _styleScale, _keepColours, _clamp, _seed, _tile,
    ];

    /// <summary>Reads the image files.</summary>
    /// <exception cref="BadInputException">A file cannot be read or decoded.</exception>
    public StyleFiles Files(ParseResult result) => StyleFiles.Read(
        result.GetValue(_content)!, result.GetValue(_styles)!, StartFile(result), result.GetValue(_masks) is { Length: > 0 } given ? given : null);

    /// <exception cref="BadInputException">An option is unusable; the message names it.</exception>
    public StyleSettings Settings(ParseResult result)
    {
        var settings = Base(result);
        var loss = settings.Loss;
        if (result.GetValue(_preset) is { } presetName)
        {
            loss = StylePresets.Apply(StylePresets.Parse(presetName), loss);
        }

        loss = loss with
        {
            ContentLayers = result.GetValue(_contentLayers) is { Length: > 0 } c ? c : loss.ContentLayers,
            StyleLayers = result.GetValue(_styleLayers) is { Length: > 0 } s ? s : loss.StyleLayers,
            ContentWeight = result.GetValue(_contentWeight) ?? loss.ContentWeight,
            StyleWeight = result.GetValue(_styleWeight) ?? loss.StyleWeight,
            TotalVariationWeight = result.GetValue(_variationWeight) ?? loss.TotalVariationWeight,
            Pooling = Choose<VggPooling>(result, _pooling) ?? loss.Pooling,
            Preprocessing = Choose<StylePreprocessing>(result, _preprocessing) ?? loss.Preprocessing,
        };
        settings = settings with
        {
            Loss = loss,
            Optimizer = Optimizer(result, settings.Optimizer),
            Start = Start(result, settings.Start),
            Clamp = Choose<StyleClamp>(result, _clamp) ?? settings.Clamp,
            SizeRule = result.GetValue(_side) is { } named ? StyleDefaults.Side(named) : settings.SizeRule,
            Pyramid = Pyramid(result, settings.Pyramid),
            StyleScale = result.GetValue(_styleScale) ?? settings.StyleScale,
            Blend = result.GetValue(_blend) is { Length: > 0 } shares ? shares : settings.Blend,
            Colours = Choose<ColourKeeping>(result, _keepColours) ?? settings.Colours,
            Seed = result.GetValue(_seed) ?? settings.Seed,
            TileSide = result.GetValue(_tile) ?? settings.TileSide,
        };
        settings.Validate();
        return settings;
    }

    /// <summary>True if an option or settings file determines the tile side.</summary>
    public bool HasTile(ParseResult result) => result.GetValue(_tile) is not null || result.GetValue(_settingsFile) is not null;

    private StyleSettings Base(ParseResult result)
    {
        if (result.GetValue(_settingsFile) is not { } file)
        {
            return StyleDefaults.Of(StyleProfiles.Find(result.GetValue(_profile) ?? DefaultProfile));
        }

        if (result.GetValue(_profile) is not null)
        {
            throw new BadInputException("--settings", "replaces --profile: give one of them");
        }

        try
        {
            return StyleProvenance.ReadSettings(File.ReadAllText(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(file, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    private OptimizerSettings Optimizer(ParseResult result, OptimizerSettings settings)
    {
        if (result.GetValue(_optimizer) is { } name && StyleDefaults.Optimizer(name) is var kind && kind != settings.Kind)
        {
            settings = StyleDefaults.OptimizerOf(kind);
        }

        var search = result.GetValue(_lineSearch);
        return settings with
        {
            LearningRate = result.GetValue(_learningRate) ?? settings.LearningRate,
            History = result.GetValue(_history) ?? settings.History,
            StrongWolfe = search switch
            {
                null => settings.StrongWolfe,
                "strong-wolfe" when settings.Kind == StyleOptimizer.LBfgs => true,
                "strong-wolfe" => throw new BadInputException("--line-search strong-wolfe", "requires --optimizer lbfgs"),
                "none" => false,
                _ => throw new BadInputException($"--line-search {search}", "is none of strong-wolfe, none"),
            },
        };
    }

    private string? StartFile(ParseResult result) => result.GetValue(_start) is { } given and not ("random" or "content" or "noise") ? given : null;

    private StartSettings Start(ParseResult result, StartSettings settings)
    {
        var kind = result.GetValue(_start) switch
        {
            null => settings.Kind,
            "random" => StyleStart.Noise,
            "content" => StyleStart.Content,
            "noise" => StyleStart.ContentAndNoise,
            _ => StyleStart.Image,
        };
        if (kind != settings.Kind)
        {
            // The profile has another start and defines no noise.
            settings = kind == StyleStart.Noise
                ? new StartSettings { Kind = kind, Noise = NoiseKind.Normal, NoiseAmplitude = 60 }
                : new StartSettings { Kind = kind };
        }

        return settings with
        {
            NoiseRatio = result.GetValue(_noiseRatio) ?? settings.NoiseRatio,
            NoiseAmplitude = result.GetValue(_noiseLevel) ?? settings.NoiseAmplitude,
        };
    }

    private IReadOnlyList<PyramidLevel> Pyramid(ParseResult result, IReadOnlyList<PyramidLevel> pyramid)
    {
        var (text, last) = (result.GetValue(_scales), pyramid[^1]);
        last = new PyramidLevel(result.GetValue(_size) ?? last.Size, result.GetValue(_steps) ?? last.Steps);
        if (text is null)
        {
            return pyramid.Count == 1 || result.GetValue(_size) is not null || result.GetValue(_steps) is not null ? [last] : pyramid;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            if (count is < 1 or > StyleSettings.MostLevels)
            {
                throw new BadInputException($"--scales {text}", $"must be 1 to {StyleSettings.MostLevels}");
            }

            return [.. Enumerable.Range(0, count).Select(i => last with { Size = Math.Max(1, last.Size >> (count - 1 - i)) })];
        }

        if (result.GetValue(_size) is not null || result.GetValue(_steps) is not null)
        {
            throw new BadInputException($"--scales {text}", "contains sizes and steps; omit --size and --steps");
        }

        return [.. text.Split(',').Select(part => part.Split('=') is [var px, var n]
            && int.TryParse(px, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var levelSteps)
                ? new PyramidLevel(pixels, levelSteps)
                : throw new BadInputException($"--scales {text}", "a number of scales, or PX=STEPS,PX=STEPS was expected"))];
    }

    /// <summary>Parses an enumeration value in kebab case: <c>torchvision-unscaled</c> is TorchvisionUnscaled.</summary>
    private static T? Choose<T>(ParseResult result, Option<string?> option)
        where T : struct, Enum
    {
        if (result.GetValue(option) is not { } word)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (Dashed(value.ToString()) == word)
            {
                return value;
            }
        }

        throw new BadInputException($"{option.Name} {word}", $"is none of {string.Join(", ", Enum.GetNames<T>().Select(Dashed))}");
    }

    private static string Dashed(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static Option<double?> Number(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    private static Option<int?> Whole(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    private static Option<string?> Word(string name, string description, string words) => new(name) { Description = description, HelpName = words };

    private static double[] Numbers(System.CommandLine.Parsing.ArgumentResult result, string option)
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

    private static LayerWeight[] Layers(System.CommandLine.Parsing.ArgumentResult result, string option)
    {
        var layers = new List<LayerWeight>();
        foreach (var part in result.Tokens[0].Value.Split(','))
        {
            var (name, weight) = (part.Split('=')[0], 1.0);
            if (part != name && !double.TryParse(part.AsSpan(name.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
            {
                result.AddError($"{option}: '{part}' is not LAYER=WEIGHT");
            }

            layers.Add(new LayerWeight(name, weight));
        }

        return [.. layers];
    }
}
