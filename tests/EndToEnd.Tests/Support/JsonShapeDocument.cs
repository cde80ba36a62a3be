using System.Reflection;
using System.Text;
using System.Xml.Linq;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>docs/json-results.md: a table of the commands, and a table of the properties of each record.</summary>
internal sealed class JsonShapeDocument
{
    private const string Marker = "<!-- The rest of this page is generated: see JsonShapeTests. -->";

    private static readonly (string Suffix, string Unit)[] Units =
    [
        ("PerSecond", "1/s"),
        ("MsPerProbe", "ms"),
        ("Ms", "ms"),
        ("Milliseconds", "ms"),
        ("Seconds", "s"),
        ("SecondsLeft", "s"),
        ("Px", "px"),
        ("Pixels", "px"), ("Bytes", "bytes"), ("Degrees", "°"),
    ];

    private readonly Dictionary<string, (string Unit, string Meaning)> _notes = new(StringComparer.Ordinal);

    private JsonShapeDocument(string introduction) => Introduction = introduction;

    public static string Path { get; } = System.IO.Path.Combine(SharedFiles.RepositoryRoot, "docs", "json-results.md");

    /// <summary>The hand-written text before the tables.</summary>
    public string Introduction { get; }

    /// <summary>Each command and its result, as the document states them.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Lines "Record.property: type".</summary>
    public List<string> Properties { get; } = [];

    /// <summary>Properties without a meaning.</summary>
    public IEnumerable<string> Unexplained => _notes.Where(n => n.Value.Meaning.Length == 0).Select(n => n.Key);

    public static JsonShapeDocument Read()
    {
        var text = File.ReadAllText(Path);
        var at = text.IndexOf(Marker, StringComparison.Ordinal);
        var document = new JsonShapeDocument(text[..at]);
        var section = "";
        foreach (var line in text[at..].Split('\n'))
        {
            var cells = line.Split('|').Select(c => c.Trim().Trim('`')).ToArray();
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }
            else if (cells.Length == 4 && cells[1] is not ("command" or "---"))
            {
                document.Commands.Add($"{cells[1]}: {cells[2]}");
            }
            else if (cells.Length == 6 && cells[1] is not ("property" or "---"))
            {
                document.Properties.Add($"{section}.{cells[1]}: {cells[2]}");
                document._notes[$"{section}.{cells[1]}"] = (cells[3], cells[4]);
            }
        }

        return document;
    }

    /// <summary>
    /// Writes the tables; keeps units and meanings, and takes those of new properties from their names and documentation.
    /// </summary>
    public void Write(IEnumerable<(string Command, Type Result)> commands, IReadOnlyDictionary<string, Type> objects)
    {
        var text = new StringBuilder(Introduction).Append(Marker).Append("\n\n## Commands\n\n| command | result |\n| --- | --- |\n");
        foreach (var (command, result) in commands)
        {
            text.Append($"| `{command}` | {result.Name} |\n");
        }

        foreach (var (name, type) in objects)
        {
            text.Append($"\n## {name}\n\n| property | type | unit | meaning |\n| --- | --- | --- | --- |\n");
            foreach (var (property, shape, member) in JsonShape.Properties(type))
            {
                var isExplained = _notes.TryGetValue($"{name}.{property}", out var note) && note.Meaning.Length > 0;
                var (unit, meaning) = isExplained ? note : (UnitOf(member.Name), Summary(type, member));
                text.Append($"| `{property}` | {shape} | {unit} | {meaning} |\n");
            }
        }

        File.WriteAllText(Path, text.ToString());
    }

    private static string UnitOf(string name) =>
        Units.FirstOrDefault(u => name.EndsWith(u.Suffix, StringComparison.OrdinalIgnoreCase)).Unit ?? "";

    /// <summary>The documentation of a record's parameter or property; empty: none.</summary>
    private static string Summary(Type type, PropertyInfo property)
    {
        var file = System.IO.Path.ChangeExtension(type.Assembly.Location, ".xml");
        if (!File.Exists(file))
        {
            return "";
        }

        var members = XDocument.Load(file).Descendants("member").ToLookup(m => (string)m.Attribute("name")!);
        var owner = type.FullName!.Replace('+', '.');
        var parameter = members["T:" + owner].Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == property.Name);
        var element = parameter ?? members[$"P:{owner}.{property.Name}"].Elements("summary").FirstOrDefault();
        var references = element?.Descendants().Where(e => e.Attribute("cref") is not null || e.Attribute("name") is not null);
        foreach (var reference in references?.ToList() ?? [])
        {
            reference.ReplaceWith(((string?)reference.Attribute("cref") ?? (string)reference.Attribute("name")!).Split('.', ':')[^1]);
        }

        return string.Join(' ', (element?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('|', '/');
    }
}
