using System.Text.Json;
using System.Text.Unicode;

namespace FaceGrid.Vision.Weights;

/// <summary>
/// The JSON header of a safetensors file. Validation is as strict as in the reference implementation: tensors must cover the data
/// without gaps or overlaps, their sizes must match type and shape, and names must be unique.
/// </summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>Limit on the header: 16 MiB, below the format's own of 100 MB. 200 000 tensors have about as much.</summary>
    public const long MaxBytes = 16 << 20;

    /// <summary>Size in bytes of the length field before the header.</summary>
    public const int LengthBytes = 8;

    private SafeTensorsHeader(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<TensorEntry> tensors)
    {
        Metadata = metadata;
        Tensors = tensors;
    }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their data in the file.</summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <param name="path">Path for error messages.</param>
    /// <param name="json">The header without its length field.</param>
    /// <param name="fileBytes">Length of the whole file.</param>
    public static SafeTensorsHeader Parse(string path, ReadOnlyMemory<byte> json, long fileBytes)
    {
        BadInputException Bad(string reason, Exception? inner = null) => new(path, "not a valid safetensors file: " + reason, inner);

        if (json.Length == 0 || json.Span[0] != (byte)'{')
        {
            throw Bad("the header does not begin with '{'");
        }

        if (!Utf8.IsValid(json.Span))
        {
            throw Bad("the header is not UTF-8");
        }

        var dataStart = LengthBytes + (long)json.Length;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new List<TensorEntry>();
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 };
            using var document = JsonDocument.Parse(json, options);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals("__metadata__"))
                {
                    ReadMetadata(property.Value, metadata, Bad);
                }
                else
                {
                    tensors.Add(ReadEntry(property, dataStart, Bad));
                }
            }
        }
        catch (JsonException e)
        {
            throw Bad("the header is not JSON: " + OneLine(e.Message), e);
        }
        catch (InvalidOperationException e)
        {
            // Thrown by System.Text.Json for a lone surrogate in an escaped string.
            throw Bad("the header holds text that is not Unicode", e);
        }

        tensors.Sort((a, b) => a.Offset != b.Offset ? a.Offset.CompareTo(b.Offset) : a.ByteCount.CompareTo(b.ByteCount));
        var at = dataStart;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset != at)
            {
                throw Bad(tensor.Offset < at
                    ? $"tensor '{Shorten(tensor.Name)}' overlaps the one before it"
                    : $"{tensor.Offset - at} bytes before tensor '{Shorten(tensor.Name)}' belong to no tensor");
            }

            at = tensor.Offset + tensor.ByteCount;
        }

        if (at != fileBytes)
        {
            throw Bad(at > fileBytes
                ? $"truncated: {fileBytes} bytes where the header describes {at}"
                : $"{fileBytes - at} bytes after the last tensor");
        }

        return new SafeTensorsHeader(metadata, tensors);
    }

    private static void ReadMetadata(
        JsonElement value, Dictionary<string, string> metadata, Func<string, Exception?, BadInputException> bad)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw bad("__metadata__ is not an object", null);
        }

        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                throw bad($"__metadata__ '{Shorten(property.Name)}' is not text", null);
            }

            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static TensorEntry ReadEntry(JsonProperty property, long dataStart, Func<string, Exception?, BadInputException> bad)
    {
        var name = property.Name;
        BadInputException Bad(string reason) => bad($"tensor '{Shorten(name)}': {reason}", null);

        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            throw Bad("its description is not an object");
        }

        TensorType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        foreach (var field in property.Value.EnumerateObject())
        {
            switch (field.Name)
            {
                case "dtype":
                    var text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : null;
                    type = TensorTypes.TryParse(text, out var known)
                        ? known
                        : throw Bad($"unknown dtype {OneLine(Shorten(field.Value.GetRawText()))}");
                    break;
                case "shape":
                    shape = Integers(field.Value) ?? throw Bad("its shape is not an array of sizes");
                    break;
                case "data_offsets":
                    offsets = Integers(field.Value) is { Length: 2 } pair ? pair : throw Bad("its data_offsets are not two numbers");
                    break;
                default:
                    throw Bad($"unknown field '{Shorten(field.Name)}'");
            }
        }

        if (type is null || shape is null || offsets is null)
        {
            throw Bad("dtype, shape or data_offsets is missing");
        }

        if (offsets[1] < offsets[0])
        {
            throw Bad("its data ends before it begins");
        }

        Int128 expected = type.Value.SizeOf();
        foreach (var size in shape)
        {
            expected *= size;
            if (expected > long.MaxValue)
            {
                throw Bad("its shape is too large");
            }
        }

        if (expected != offsets[1] - offsets[0])
        {
            throw Bad($"{offsets[1] - offsets[0]} bytes of data for {type.Value.FormatName()} {TensorShape.Text(shape)}");
        }

        if (offsets[1] > long.MaxValue - dataStart)
        {
            throw Bad("its data_offsets are too large");
        }

        return new TensorEntry(name, type.Value, shape, dataStart + offsets[0], offsets[1] - offsets[0]);
    }

    private static long[]? Integers(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var result = new long[value.GetArrayLength()];
        var i = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out result[i]) || result[i] < 0)
            {
                return null;
            }

            i++;
        }

        return result;
    }

    private static string Shorten(string text)
    {
        var shown = text.Length <= 80 ? text : text[..80] + "…";
        return OneLine(shown);
    }

    private static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
