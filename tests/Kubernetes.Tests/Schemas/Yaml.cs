using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FaceGrid.Kubernetes.Tests.Schemas;

/// <summary>Converts YAML to JSON as the API server receives it: plain scalars by their form, quoted scalars as strings.</summary>
internal static partial class Yaml
{
    /// <summary>Every document that is not empty.</summary>
    /// <exception cref="YamlException">Not YAML, or a key twice.</exception>
    /// <exception cref="FormatException">A document that is no mapping, or a scalar that reads differently in YAML 1.1 and 1.2.</exception>
    public static IReadOnlyList<JsonObject> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(d => ToJson(d.RootNode)).Where(n => n is not null).Select(n =>
            n as JsonObject ?? throw new FormatException("a document is not a mapping"))];
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(
            mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(ToJson)]),
        YamlScalarNode scalar => scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value ?? "") : JsonValue.Create(scalar.Value),
        _ => throw new FormatException($"a {node.NodeType} has no JSON"),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        "yes" or "no" or "on" or "off" or "y" or "n" => throw new FormatException($"'{text}' is a truth value to some readers: quote it"),
        _ when Octal().IsMatch(text) => JsonValue.Create(Convert.ToInt64(text, 8)),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when Decimal().IsMatch(text) => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex("^0[0-7]+$")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][-+]?\d+)?$")]
    private static partial Regex Decimal();
}
