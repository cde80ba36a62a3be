using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Optimisers;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Everything that decides the picture beside the images and the network. Immutable; read from and written to JSON.</summary>
public sealed record StyleSettings
{
    /// <summary>The most levels of a pyramid.</summary>
    public const int MostLevels = 8;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
    };

    public required StyleLossSettings Loss { get; init; }

    public required OptimizerSettings Optimizer { get; init; }

    public required StartSettings Start { get; init; }

    public required StyleClamp Clamp { get; init; }

    public required SizeRule SizeRule { get; init; }

    /// <summary>From the first size to the last; one level is a run without a pyramid.</summary>
    public required IReadOnlyList<PyramidLevel> Pyramid { get; init; }

    /// <summary>Size of the style images in units of the generated one's.</summary>
    public double StyleScale { get; init; } = 1;

    /// <summary>Shares of the style images, of any sum; empty: equal.</summary>
    public IReadOnlyList<double> Blend { get; init; } = [];

    public ColourKeeping Colours { get; init; }

    /// <summary>Of the noise.</summary>
    public int Seed { get; init; }

    /// <summary>Side of the tiles in which cost and gradient are computed; null: the image at once.</summary>
    public int? TileSide { get; init; }

    /// <summary>Steps of all levels.</summary>
    [JsonIgnore]
    public int Steps => Pyramid.Sum(l => l.Steps);

    /// <summary>One line of JSON; the same settings give the same text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <exception cref="BadInputException">Not settings, or not valid ones.</exception>
    public static StyleSettings FromJson(string json, string subject = "style settings")
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var settings = JsonSerializer.Deserialize<StyleSettings>(json, s_json) ?? throw new BadInputException(subject, "null");
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

    /// <summary>The shares of so many style images; they sum to 1.</summary>
    /// <exception cref="BadInputException">Another number of shares was given.</exception>
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

    /// <summary>Width and height of the generated image at a level.</summary>
    public (int Width, int Height) SizeAt(int level, int contentWidth, int contentHeight) => SizeRule.Apply(contentWidth, contentHeight, Pyramid[level].Size);

    /// <exception cref="BadInputException">Names the option.</exception>
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
        Require(Blend.All(b => b >= 0 && double.IsFinite(b)) && (Blend.Count == 0 || Blend.Sum() > 0), "--blend", "weights must be 0 or more, and not all 0");
        Require(TileSide is null or >= 64 and <= 65536, Text("--tile", TileSide ?? 0), "must be 64 to 65536");
        Require(
            Enum.IsDefined(Start.Kind) && Enum.IsDefined(Start.Noise) && Enum.IsDefined(Clamp) && Enum.IsDefined(SizeRule) && Enum.IsDefined(Colours),
            "style settings", "a word that is none");
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

        static void Weight(string option, double value) => Require(value >= 0 && double.IsFinite(value), Text(option, value), "must be 0 or more");
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
