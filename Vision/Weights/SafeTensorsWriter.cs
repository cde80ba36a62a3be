using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FaceGrid.Vision.Weights;

/// <summary>
/// Collects tensors and writes them as one safetensors file, atomically (<see cref="AtomicFile"/>). Data is aligned to 8 bytes, and
/// tensors of wider elements come first, so that every tensor is aligned to its element size.
/// </summary>
public sealed class SafeTensorsWriter
{
    private readonly List<(string Name, TensorType Type, long[] Shape, byte[] Data)> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal) { "__metadata__" };

    /// <summary>Adds floats.</summary>
    /// <param name="shape">Sizes, outermost first; their product is the length of <paramref name="values"/>.</param>
    /// <param name="type">F32, or F16, BF16, F64: rounded to nearest even.</param>
    /// <exception cref="ArgumentException">
    /// The name is taken, the shape does not match the number of values, or the type is not a floating type.
    /// </exception>
    public SafeTensorsWriter Add(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values, TensorType type = TensorType.F32) =>
        AddBytes(name, shape, TensorElements.FromFloats(type, values), type);

    /// <summary>Adds 64-bit integers.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the shape does not match the number of values.</exception>
    public SafeTensorsWriter Add(string name, IReadOnlyList<long> shape, ReadOnlySpan<long> values) =>
        AddBytes(name, shape, MemoryMarshal.AsBytes(values).ToArray(), TensorType.I64);

    /// <summary>Adds elements as little-endian bytes. The array is not copied.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the shape does not match the number of values.</exception>
    public SafeTensorsWriter AddBytes(string name, IReadOnlyList<long> shape, byte[] data, TensorType type)
    {
        var expected = shape.Aggregate(
            (Int128)type.SizeOf(), (product, size) =>
                product * (size >= 0 ? size : throw new ArgumentException("negative size", nameof(shape))));
        if (expected != data.Length)
        {
            throw new ArgumentException($"{data.Length} bytes for {type.FormatName()} {TensorShape.Text(shape)}", nameof(data));
        }

        if (!_names.Add(name))
        {
            throw new ArgumentException($"the name '{name}' is taken", nameof(name));
        }

        _tensors.Add((name, type, [.. shape], data));
        return this;
    }

    /// <summary>Writes the file, atomically.</summary>
    /// <exception cref="BadInputException">The file cannot be written; an existing file is unchanged.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        AtomicFile.Write(path, stream => Write(stream, metadata));
    }

    /// <summary>Writes the file to a stream. Tensors of equal element size are in the order of their addition.</summary>
    public void Write(Stream stream, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = _tensors.OrderByDescending(t => t.Type.SizeOf()).ToList();
        var header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[SafeTensorsHeader.LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in ordered)
        {
            stream.Write(tensor.Data);
        }
    }

    private static byte[] Header(
        List<(string Name, TensorType Type, long[] Shape, byte[] Data)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long at = 0;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.FormatName());
                json.WriteStartArray("shape");
                foreach (var size in tensor.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                at += tensor.Data.Length;
                json.WriteNumberValue(at);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        if (buffer.Length > SafeTensorsHeader.MaxBytes)
        {
            throw new InvalidOperationException($"a header of {buffer.Length} bytes, the limit is {SafeTensorsHeader.MaxBytes}");
        }

        return buffer.ToArray();
    }
}
