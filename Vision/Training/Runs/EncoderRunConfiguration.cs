using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Networks;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The configuration of a run that the training engine makes.</summary>
/// <param name="Options">What decides the weights.</param>
/// <param name="Encoder">File name of the weights that it leaves; its stem begins the model version.</param>
/// <param name="Teacher">Absolute path of an encoder whose encodings are learned; null: none.</param>
/// <param name="From">Absolute path of the weights to begin with; null: random ones.</param>
/// <param name="Threads">
/// Processor threads that every step is computed with, on whichever machine; null: those of the machine on which the run begins.
/// </param>
public sealed record EncoderRunConfiguration(EncoderRunOptions Options, string Encoder, string? Teacher, string? From, int? Threads = null)
{
    public const string DefaultEncoder = "encoder.safetensors";

    private const string Extension = ".safetensors";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>One line of JSON; the same configuration gives the same text.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Raw(JsonSerializer.Deserialize<JsonElement>(Options.ToJson()), Encoder, Teacher, From, Threads), Json);

    /// <exception cref="BadInputException">Not a configuration, or not a valid one.</exception>
    public static EncoderRunConfiguration FromJson(string json)
    {
        try
        {
            var raw = JsonSerializer.Deserialize<Raw>(json, Json) ?? throw new BadInputException("training configuration", "null");
            var encoder = raw.Encoder ?? DefaultEncoder;
            ComputeThreads.Require(raw.Threads);
            var isName = Path.GetFileName(encoder) == encoder
                && encoder.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
                && encoder.Length > Extension.Length;
            return isName
                ? new EncoderRunConfiguration(
                    EncoderRunOptions.FromJson(raw.Options.ValueKind == JsonValueKind.Undefined ? "{}" : raw.Options.GetRawText()),
                    encoder,
                    raw.Teacher,
                    raw.From,
                    raw.Threads)
                : throw new BadInputException(
                    $"encoder '{encoder}'", $"a file name without a folder that ends in {Extension} was expected");
        }
        catch (JsonException exception)
        {
            throw new BadInputException("training configuration", exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    private sealed record Raw(
        [property: JsonPropertyName("options")] JsonElement Options,
        [property: JsonPropertyName("encoder")] string? Encoder,
        [property: JsonPropertyName("teacher")] string? Teacher,
        [property: JsonPropertyName("from")] string? From,
        [property: JsonPropertyName("threads")] int? Threads);
}
