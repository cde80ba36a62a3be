using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Provenance of a picture: everything that is needed to reproduce it, and a record of the run.</summary>
/// <param name="Settings">Settings of the run.</param>
/// <param name="Inputs">The images.</param>
/// <param name="Network">Version of the network.</param>
/// <param name="RandomWeights">The network has random, untrained weights.</param>
/// <param name="Threads">Processor threads that every step used.</param>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
/// <param name="Seconds">Wall-clock time of the process that finished the run.</param>
public sealed record StyleProvenance(
    StyleSettings Settings,
    IReadOnlyList<StyleInput> Inputs,
    string Network,
    bool RandomWeights,
    int Threads,
    string Device,
    double Seconds)
{
    /// <summary>Keyword of the tEXt chunk with the provenance in a PNG.</summary>
    public const string PngKeyword = "facegrid-style";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Name and version of this program.</summary>
    public static string Program { get; } = "FaceGrid "
        + (typeof(StyleProvenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>One line of ASCII JSON to embed in the picture: program, network, settings and inputs.</summary>
    public string Embedded() => Core().ToJsonString();

    /// <summary>Indented JSON for the file beside the picture, with the losses of every step.</summary>
    /// <param name="run">The finished run.</param>
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
        return json.ToJsonString(Indented);
    }

    /// <summary>Reads settings from a provenance file, or from a file with settings alone.</summary>
    /// <param name="json">Contents of the file.</param>
    /// <param name="subject">Name of the file in errors.</param>
    /// <exception cref="BadInputException">The file is neither, or its settings are not valid.</exception>
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
            ["part"] = i.Role.ToString().ToLowerInvariant(),
            ["name"] = i.Name,
            ["sha256"] = i.Sha256,
            ["width"] = i.Width,
            ["height"] = i.Height,
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
