using System.Text.Json;

namespace FaceGrid.Vision.Weights.Import.Tfjs;

/// <summary>
/// A TensorFlow.js weights manifest (<c>weights_manifest.json</c>, or a <c>model.json</c> that contains one): groups of tensors,
/// each with the shards that hold its bytes. Quantised tensors are converted as in TensorFlow.js, x = q · scale + min in double
/// precision, rounded to float.
/// </summary>
internal sealed class TfjsManifest : IDisposable
{
    private readonly string _path;
    private readonly List<string> _files;
    private readonly List<PublishedTensor> _tensors = [];
    private readonly List<TfjsShards> _groups = [];

    private TfjsManifest(string path)
    {
        _path = path;
        _files = [path];
    }

    /// <exception cref="BadInputException">
    /// The file is not a manifest, a shard is missing or has another length, or a path leads outside the folder.
    /// </exception>
    public static PublishedWeights Open(string path)
    {
        var json = FileBytes.ReadWhole(path);
        var manifest = new TfjsManifest(path);
        try
        {
            manifest.Parse(json);
            return new PublishedWeights(PublishedFormat.Tfjs, manifest._files, manifest._tensors, manifest);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            manifest.Dispose();
            throw new BadInputException(path, "is not a tfjs weights manifest: " + e.Message.ReplaceLineEndings(" "), e);
        }
        catch
        {
            manifest.Dispose();
            throw;
        }
    }

    public void Dispose() => _groups.ForEach(g => g.Dispose());

    private BadInputException Bad(string reason) => new(_path, reason);

    private void Parse(byte[] json)
    {
        var start = json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        using var document = JsonDocument.Parse(json.AsMemory(start), new JsonDocumentOptions { MaxDepth = 64 });
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object)
        {
            root = root.TryGetProperty("weightsManifest", out var inner) ? inner : throw Bad("is JSON but not a tfjs weights manifest");
        }

        if (root.ValueKind != JsonValueKind.Array)
        {
            throw Bad("is JSON but not a tfjs weights manifest");
        }

        foreach (var group in root.EnumerateArray())
        {
            ParseGroup(group);
        }
    }

    private void ParseGroup(JsonElement group)
    {
        var names = group.GetProperty("paths").EnumerateArray().Select(p => p.GetString()).ToList();
        if (names.Count == 0 || names.Count + _files.Count > ImportLimits.Items)
        {
            throw Bad($"names {names.Count} shards in a group");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
        var paths = names.ConvertAll(name => IsFileName(name)
            ? Path.Combine(folder, name!)
            : throw Bad($"names the shard '{ImportLimits.Printable(name ?? string.Empty)}': only files beside the manifest are read"));
        _files.AddRange(paths);
        var shards = new TfjsShards(paths);
        _groups.Add(shards);

        long at = 0;
        foreach (var weight in group.GetProperty("weights").EnumerateArray())
        {
            at += ParseTensor(weight, shards, at);
        }

        if (at != shards.Length)
        {
            throw new BadInputException(
                paths[^1], $"{(at > shards.Length ? "truncated" : "of another model")}: {shards.Length} bytes in the shards where the "
                    + $"manifest describes {at}");
        }
    }

    /// <summary>Adds a tensor and returns its number of bytes in the shards.</summary>
    private long ParseTensor(JsonElement weight, TfjsShards shards, long offset)
    {
        var name = weight.GetProperty("name").GetString() ?? throw Bad("a tensor has no name");
        var shape = weight.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64()).ToArray();
        if (name.Length > ImportLimits.NameLength || _tensors.Count >= ImportLimits.Items)
        {
            throw Bad("has too many tensors, or too long names");
        }

        var count = ImportLimits.CheckedCount(_path, name, shape);
        var type = ElementType(name, weight.GetProperty("dtype").GetString());
        var (scale, min) = (1.0, 0.0);
        if (weight.TryGetProperty("quantization", out var quantization))
        {
            type = ElementType(name, quantization.GetProperty("dtype").GetString());
            if (type is TensorType.U8 or TensorType.U16)
            {
                (scale, min) = (quantization.GetProperty("scale").GetDouble(), quantization.GetProperty("min").GetDouble());
            }
        }

        var bytes = count * type.SizeOf();
        if (offset + bytes > shards.Length)
        {
            throw Bad(
                $"tensor '{ImportLimits.Printable(name)}' ends at byte {offset + bytes} of its shards, which have {shards.Length}: "
                    + "truncated");
        }

        var quantised = type is TensorType.U8 or TensorType.U16;
        _tensors.Add(new PublishedTensor(name, quantised ? TensorType.F32 : type, shape, () =>
        {
            var values = new float[count];
            var stored = shards.Read(offset, (int)bytes);
            TensorElements.ToFloats(type, stored, values);
            if (quantised)
            {
                // Exact so far, because 16-bit integers fit a float.
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)((values[i] * scale) + min);
                }
            }

            return values;
        }));
        return bytes;
    }

    private TensorType ElementType(string name, string? dtype) => dtype switch
    {
        "float32" => TensorType.F32,
        "float16" => TensorType.F16,
        "int32" => TensorType.I32,
        "uint16" => TensorType.U16,
        "uint8" => TensorType.U8,
        "bool" => TensorType.Bool,
        _ =>
            throw Bad(
                $"tensor '{ImportLimits.Printable(name)}' has the type '{ImportLimits.Printable(dtype ?? string.Empty)}', which is not "
                    + "read"),
    };

    private static bool IsFileName(string? name) =>
        name is { Length: > 0 and <= ImportLimits.NameLength } and not "." and not ".."
            && name.AsSpan().IndexOfAny("/\\:\0") < 0
            && !name.Any(char.IsControl);
}
