using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Where a picture comes from: everything that is needed to make it again, and how it went.</summary>
/// <param name="Network">Version of the network.</param>
/// <param name="RandomWeights">Nobody trained the network.</param>
/// <param name="Seconds">Of the process that finished it.</param>
public sealed record StyleProvenance(StyleSettings Settings, IReadOnlyList<StyleInput> Inputs, string Network, bool RandomWeights, int Threads, string Device, double Seconds)
{
    /// <summary>The keyword of the settings in a PNG.</summary>
    public const string PngKeyword = "facegrid-style";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of this program, as built.</summary>
    public static string Program { get; } = "FaceGrid " + (typeof(StyleProvenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>One line, ASCII, to be embedded in the picture: what made it, without how it went.</summary>
    public string Embedded() => Core().ToJsonString();

    /// <summary>The whole file beside the picture: with every step's losses.</summary>
    /// <param name="run">At its end.</param>
    public string Full(StyleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var json = Core();
        json["stepsDone"] = run.StepsDone;
        json["width"] = run.Size.Width;
        json["height"] = run.Size.Height;
        json["seconds"] = Math.Round(Seconds, 3);
        json["threads"] = Threads;
        json["device"] = Device;
        json["finalLosses"] = run.FinalLosses is { } final ? Terms(final) : null;
        json["losses"] = new JsonArray([.. run.Losses.Select(l => (JsonNode)Terms(l))]);
        return json.ToJsonString(s_indented);
    }

    /// <summary>The settings within a provenance file, or a file that holds settings alone.</summary>
    /// <exception cref="BadInputException">Neither.</exception>
    public static StyleSettings ReadSettings(string json, string subject)
    {
        try
        {
            var settings = JsonNode.Parse(json) is JsonObject file ? file["settings"] : null;
            return StyleSettings.FromJson(settings?.ToJsonString() ?? json, subject);
        }
        catch (JsonException e)
        {
            throw new BadInputException(subject, "not JSON: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    private JsonObject Core() => new()
    {
        ["program"] = Program,
        ["network"] = Network,
        ["randomWeights"] = RandomWeights,
        ["settings"] = JsonNode.Parse(Settings.ToJson()),
        ["inputs"] = new JsonArray([.. Inputs.Select(i => (JsonNode)new JsonObject
        {
            ["part"] = i.Part, ["name"] = i.Name, ["sha256"] = i.Sha256, ["width"] = i.Width, ["height"] = i.Height,
        })]),
    };

    private static JsonObject Terms(StyleLosses losses) => new()
    {
        ["total"] = losses.Total,
        ["content"] = new JsonArray([.. losses.Content.Select(v => (JsonNode)v)]),
        ["style"] = new JsonArray([.. losses.Style.Select(v => (JsonNode)v)]),
        ["totalVariation"] = losses.TotalVariation,
    };
}
