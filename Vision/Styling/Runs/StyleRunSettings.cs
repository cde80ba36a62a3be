using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Networks;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The settings of a job that the style engine renders.</summary>
/// <param name="Style">What decides the picture.</param>
/// <param name="Weights">Name or file of the network's weights; null: what the machine has.</param>
/// <param name="Picture">File name of the picture, which also says its format: .png, .jpg.</param>
/// <param name="Threads">
/// Processor threads that every step is computed with, on whichever machine; null: those of the machine on which the run begins.
/// </param>
public sealed record StyleRunSettings(StyleSettings Style, string? Weights, string Picture, int? Threads = null)
{
    public const string DefaultPicture = "picture.png";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>One line of JSON; the same settings give the same text.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(new Raw(JsonSerializer.Deserialize<JsonElement>(Style.ToJson()), Weights, Picture, Threads), Json);

    /// <exception cref="BadInputException">Not settings, or not valid ones.</exception>
    public static StyleRunSettings FromJson(string json)
    {
        try
        {
            var raw = JsonSerializer.Deserialize<Raw>(json, Json) ?? throw new BadInputException("settings", "null");
            var picture = raw.Picture ?? DefaultPicture;
            if (Path.GetFileName(picture) != picture || picture.Length == 0)
            {
                throw new BadInputException($"picture '{picture}'", "a file name without a folder was expected");
            }

            StyleResults.RequireKnown(picture);
            ComputeThreads.Require(raw.Threads);
            var style = raw.Style.ValueKind == JsonValueKind.Undefined ? "null" : raw.Style.GetRawText();
            return new StyleRunSettings(StyleSettings.FromJson(style), raw.Weights, picture, raw.Threads);
        }
        catch (JsonException exception)
        {
            throw new BadInputException("settings", exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    private sealed record Raw(
        [property: JsonPropertyName("style")] JsonElement Style,
        [property: JsonPropertyName("weights")] string? Weights,
        [property: JsonPropertyName("picture")] string? Picture,
        [property: JsonPropertyName("threads")] int? Threads);
}
