using System.Globalization;
using System.Text;

namespace FaceGrid.Vision.Weights.Import.Ncnn;

/// <summary>
/// Parses the text file of an ncnn network: a magic number, the counts of layers and blobs, and a line for each layer with type,
/// name, input and output counts, their names, and key=value pairs.
/// </summary>
internal static class NcnnParam
{
    /// <summary>The first line.</summary>
    public static ReadOnlySpan<byte> Magic => "7767517"u8;

    /// <exception cref="BadInputException">The file is malformed; the message names the line.</exception>
    public static IReadOnlyList<NcnnLayer> Parse(string path)
    {
        var lines = Encoding.UTF8.GetString(FileBytes.ReadWhole(path)).TrimStart('\uFEFF').Split('\n');
        var counts = lines.Length > 1 ? Fields(lines[1]) : [];
        if (lines[0].Trim() != "7767517"
            || counts.Length != 2
            || !TryInteger(counts[0], out var layers)
            || layers is < 1 or > ImportLimits.Items)
        {
            throw new BadInputException(path, "is not an ncnn .param: the magic number and the counts of layers and blobs were expected");
        }

        var parsed = new List<NcnnLayer>(layers);
        for (var i = 2; i < lines.Length; i++)
        {
            var fields = Fields(lines[i]);
            if (fields.Length > 0)
            {
                parsed.Add(ParseLayer($"{path}, line {i + 1}", fields));
            }
        }

        return parsed.Count == layers
            ? parsed
            : throw new BadInputException(path, $"truncated or damaged: {parsed.Count} layers where {layers} are announced");
    }

    private static NcnnLayer ParseLayer(string where, string[] fields)
    {
        if (fields.Length < 4
            || !TryInteger(fields[2], out var inputs) || !TryInteger(fields[3], out var outputs)
            || inputs is < 0 or > 1000 || outputs is < 0 or > 1000 || fields.Length < 4 + inputs + outputs)
        {
            throw new BadInputException(where, "type, name, counts and names of inputs and outputs were expected");
        }

        var parameters = new Dictionary<int, double>();
        foreach (var pair in fields[(4 + inputs + outputs)..])
        {
            var equals = pair.IndexOf('=');
            if (equals < 1 || !TryInteger(pair[..equals], out var key))
            {
                throw new BadInputException(where, $"key=value was expected in place of '{ImportLimits.Printable(pair)}'");
            }

            if (double.TryParse(pair.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                parameters[key] = value;
            }
        }

        return new NcnnLayer(fields[0], fields[1], parameters);
    }

    private static string[] Fields(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool TryInteger(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
