using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Optimisers;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Everything that determines the picture beside the images and the network. Immutable; read from and written to JSON.</summary>
public sealed record StyleSettings
{
    /// <summary>Maximum number of levels of a pyramid.</summary>
    public const int MostLevels = 8;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
    };

    /// <summary>The cost.</summary>
    public required StyleLossSettings Loss { get; init; }

    /// <summary>The optimiser.</summary>
    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>The start image.</summary>
    public required StartSettings Start { get; init; }

    /// <summary>When pixels are clamped to 0..255.</summary>
    public required StyleClamp Clamp { get; init; }

    /// <summary>The measure that the sizes of the pyramid set.</summary>
    public required SizeRule SizeRule { get; init; }

    /// <summary>The levels in order, 1 to <see cref="MostLevels"/>; a single level is a run without a pyramid.</summary>
    public required IReadOnlyList<PyramidLevel> Pyramid { get; init; }

    /// <summary>Size of the style images relative to the generated image, 0.05 to 20.</summary>
    public double StyleScale { get; init; } = 1;

    /// <summary>Weights of the style images, with any sum above 0; empty: equal weights.</summary>
    public IReadOnlyList<double> Blend { get; init; } = [];

    /// <summary>How the colours of the content image are preserved.</summary>
    public ColourKeeping Colours { get; init; }

    /// <summary>Seed of the noise.</summary>
    public int Seed { get; init; }

    /// <summary>Side in pixels of the tiles in which cost and gradient are computed, 64 to 65536; null: the image at once.</summary>
    public int? TileSide { get; init; }

    /// <summary>Number of steps of all levels.</summary>
    [JsonIgnore]
    public int Steps => Pyramid.Sum(l => l.Steps);

    /// <summary>One line of JSON; equal settings give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads and validates settings.</summary>
    /// <param name="json">From <see cref="ToJson"/>.</param>
    /// <param name="subject">Name of the text in errors.</param>
    /// <exception cref="BadInputException">Not JSON, an unknown or missing property, or a value out of range.</exception>
    public static StyleSettings FromJson(string json, string subject = "style settings")
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var settings = JsonSerializer.Deserialize<StyleSettings>(json, Json) ?? throw new BadInputException(subject, "null");
            settings.Validate();
            return settings;
        }
        catch (JsonException e)
        {
            throw new BadInputException(subject, e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <summary>SHA-256 of <see cref="ToJson"/>, lower-case hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>The shares of the style images; they add up to 1.</summary>
    /// <param name="styles">Number of style images.</param>
    /// <exception cref="BadInputException"><see cref="Blend"/> has another number of weights.</exception>
    public IReadOnlyList<double> BlendOf(int styles)
    {
        if (Blend.Count == 0)
        {
            return [.. Enumerable.Repeat(1.0 / styles, styles)];
        }

        Require(Blend.Count == styles, "--blend", $"{Blend.Count} weights for {styles} style images");
        var sum = Blend.Sum();
        return [.. Blend.Select(b => b / sum)];
    }

    /// <summary>Width and height of the generated image at a level, in pixels.</summary>
    public (int Width, int Height) SizeAt(int level, int contentWidth, int contentHeight) =>
        SizeRule.Apply(contentWidth, contentHeight, Pyramid[level].Size);

    /// <exception cref="BadInputException">A value is out of range; the message names the option.</exception>
    public void Validate()
    {
        Optimizer.Validate();
        ValidateLoss();
        Require(Pyramid.Count is >= 1 and <= MostLevels, "--scales", $"{Pyramid.Count} levels; 1 to {MostLevels} are possible");
        foreach (var (size, steps) in Pyramid)
        {
            Require(size is >= 16 and <= ImageLimits.MaxJpegSide, Text("--size", size), $"must be 16 to {ImageLimits.MaxJpegSide}");
            Require(steps is >= 1 and <= 1_000_000, Text("--steps", steps), "must be 1 to 1000000");
        }

        Require(StyleScale is >= 0.05 and <= 20, Text("--style-scale", StyleScale), "must be 0.05 to 20");
        Require(Start.NoiseRatio is >= 0 and <= 1, Text("--noise-ratio", Start.NoiseRatio), "must be 0 to 1");
        Require(Start.NoiseAmplitude is >= 0 and <= 1000, Text("noise amplitude", Start.NoiseAmplitude), "must be 0 to 1000");
        Require(
            Blend.All(b => b >= 0 && double.IsFinite(b)) && (Blend.Count == 0 || Blend.Sum() > 0),
            "--blend",
            "weights must be 0 or more, and not all 0");
        Require(TileSide is null or >= 64 and <= 65536, Text("--tile", TileSide ?? 0), "must be 64 to 65536");
        Require(
            Enum.IsDefined(Start.Kind) && Enum.IsDefined(Start.Noise) && Enum.IsDefined(Clamp)
                && Enum.IsDefined(SizeRule) && Enum.IsDefined(Colours),
            "style settings",
            "unknown word");
    }

    private void ValidateLoss()
    {
        Weight("--content-weight", Loss.ContentWeight);
        Weight("--style-weight", Loss.StyleWeight);
        Weight("--tv-weight", Loss.TotalVariationWeight);
        foreach (var (layer, weight) in Loss.ContentLayers.Concat(Loss.StyleLayers))
        {
            Weight($"layer {layer}", weight);
        }

        Require(
            (Loss.ContentLayers.Count > 0 && Loss.ContentWeight > 0) || (Loss.StyleLayers.Count > 0 && Loss.StyleWeight > 0),
            "style settings", "neither content nor style has a weight above 0: there is nothing to render");

        static void Weight(string option, double value) =>
            Require(value >= 0 && double.IsFinite(value), Text(option, value), "must be 0 or more");
    }

    private static string Text(string option, double value) => string.Create(CultureInfo.InvariantCulture, $"{option} {value}");

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds)
        {
            throw new BadInputException(option, rule);
        }
    }
}
