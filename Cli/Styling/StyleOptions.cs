using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>The options of a style transfer, and the settings read from a profile and the options.</summary>
internal sealed class StyleOptions
{
    public const string DefaultProfile = "neural-style";

    private readonly Option<string> _content = new("--content") { Description = "Content image", HelpName = "FILE", Required = true };

    private readonly Option<string[]> _styles = new("--style")
    {
        Description = "Style image; several are blended",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string[]> _masks = new("--mask")
    {
        Description = "Mask per style image, in their order: white applies the style fully, black not at all",
        HelpName = "FILE",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "Losses, layers, weights and defaults of a published program or paper: "
            + $"{string.Join(", ", StyleProfiles.All.Select(p => p.Name))} (default: {DefaultProfile})",
        HelpName = "NAME",
    };

    private readonly Option<string?> _settingsFile = new("--settings")
    {
        Description = "Read all settings from the .json file of an earlier picture; other options override them",
        HelpName = "FILE.json",
    };

    private readonly Option<string?> _start = new("--start")
    {
        Description = "Initial image: random, content, noise (content with noise), or a file",
        HelpName = "random|content|noise|FILE",
    };

    private readonly Option<int?> _tile = new("--tile")
    {
        Description = "Tile side in pixels: exact, less memory, more time "
            + "(default: tiles only if the whole image does not fit into memory)",
        HelpName = "PX",
    };

    private readonly StylePyramidOptions _pyramid = new();
    private readonly OptionTable<StyleSettings> _table;

    public StyleOptions() => _table = new OptionTable<StyleSettings>()
        .Plain(_content)
        .Plain(_styles)
        .List(
            "--blend",
            "Weights of several styles, in their order: 2,1 (default: equal)",
            "W,W",
            StyleValues.Numbers,
            (s, v) => s with { Blend = v })
        .Plain(_masks)
        .Plain(_profile)
        .Plain(_settingsFile)
        .Text(
            "--preset",
            "softly: deep style layers (large shapes), content at block 4; strongly: shallow style layers (strokes and colours), "
                + "content at block 5",
            "softly|strongly",
            (s, v) => s with { Loss = StylePresets.Apply(StylePresets.Parse(v), s.Loss) })
        .List(
            "--content-layer",
            "Layers of the content loss, with weights: relu4_2, or conv4_2=1,relu5_2=0.5",
            "LAYER[=W],...",
            StyleValues.Layers,
            (s, v) => s with { Loss = s.Loss with { ContentLayers = v } })
        .List(
            "--style-layers",
            "Layers of the style loss (Gram matrices), with weights λ: relu1_1=0.2,relu2_1=0.2",
            "LAYER[=λ],...",
            StyleValues.Layers,
            (s, v) => s with { Loss = s.Loss with { StyleLayers = v } })
        .Value<double>("--content-weight", "Content weight α", "A", (s, v) => s with { Loss = s.Loss with { ContentWeight = v } })
        .Value<double>("--style-weight", "Style weight β", "B", (s, v) => s with { Loss = s.Loss with { StyleWeight = v } })
        .Value<double>(
            "--tv-weight",
            "Weight of the total variation (smoothness)",
            "W",
            (s, v) => s with { Loss = s.Loss with { TotalVariationWeight = v } })
        .Word<VggPooling>(
            "--pooling",
            "Pooling between the network's blocks",
            "max|average",
            (s, v) => s with { Loss = s.Loss with { Pooling = v } })
        .Word<StylePreprocessing>(
            "--preprocessing",
            "Normalisation of the network's input; weights: that of the loaded weights",
            "weights|caffe|torchvision|torchvision-unscaled",
            (s, v) => s with { Loss = s.Loss with { Preprocessing = v } })
        .Plain(_start)
        .Value<double>(
            "--noise-ratio",
            "Share of noise in the initial image with --start noise, 0 to 1",
            "R",
            (s, v) => s with { Start = s.Start with { NoiseRatio = v } })
        .Value<double>(
            "--noise-level",
            "Amplitude of the noise, in pixel levels",
            "L",
            (s, v) => s with { Start = s.Start with { NoiseAmplitude = v } })
        .Text(
            "--optimizer",
            "Optimiser of the image",
            "adam|lbfgs|gradient-descent",
            (s, v) => s with { Optimizer = StyleValues.Optimizer(v, s.Optimizer) })
        .Text(
            "--line-search",
            "Line search of L-BFGS",
            "strong-wolfe|none",
            (s, v) => s with { Optimizer = s.Optimizer with { StrongWolfe = StyleValues.IsStrongWolfe(v, s.Optimizer.Kind) } })
        .Value<int>(
            "--history",
            "History size of L-BFGS, 24 bytes per pixel and pair",
            "M",
            (s, v) => s with { Optimizer = s.Optimizer with { History = v } })
        .Value<double>(
            "--learning-rate",
            "Learning rate η for pixels in 0..255 (default: the profile's; adam 10, lbfgs 1)",
            "H",
            (s, v) => s with { Optimizer = s.Optimizer with { LearningRate = v } })
        .Plain(_pyramid.Steps)
        .Plain(_pyramid.Size)
        .Text(
            "--side",
            "Side that --size refers to",
            "long|short|height|width",
            (s, v) => s with { SizeRule = StyleDefaults.Side(v) })
        .Plain(_pyramid.Scales)
        .Value<double>(
            "--style-scale",
            "Size of the style images relative to the picture; above 1: larger strokes",
            "F",
            (s, v) => s with { StyleScale = v })
        .Word<ColourKeeping>(
            "--keep-colors",
            "Keep the content's colours: luminance transfer, or recolouring of the style image by histogram or by mean and covariance",
            "none|luminance|histogram|moments",
            (s, v) => s with { Colours = v },
            "--keep-colours")
        .Word<StyleClamp>("--clamp", "When pixels are clamped to 0..255", "at-end|each-step", (s, v) => s with { Clamp = v })
        .Value<int>("--seed", "Seed of the noise (default 0)", "N", (s, v) => s with { Seed = v })
        .Plain(_tile);

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols => _table.Symbols;

    /// <summary>Paths of the image files.</summary>
    public StyleInputPaths Inputs(ParseResult result) => new(
        result.GetValue(_content)!,
        result.GetValue(_styles)!,
        StyleValues.StartFile(result.GetValue(_start)),
        result.GetValue(_masks) is { Length: > 0 } given ? given : null);

    /// <exception cref="BadInputException">An option is unusable; the message names it.</exception>
    public StyleSettings Settings(ParseResult result)
    {
        // The start is set before the table is applied, whose noise options change it.
        var settings = Base(result);
        settings = _table.Apply(result, settings with { Start = StyleValues.Start(result.GetValue(_start), settings.Start) });
        settings = settings with
        {
            Pyramid = _pyramid.Read(result, settings.Pyramid),
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
}
