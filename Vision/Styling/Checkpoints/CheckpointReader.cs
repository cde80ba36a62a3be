using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Checkpoints;

/// <summary>Reads a file of <see cref="CheckpointWriter"/> after verifying its SHA-256. Safe for concurrent calls.</summary>
public sealed class CheckpointReader
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<string, TensorEntry> _entries;

    private CheckpointReader(string subject, ReadOnlyMemory<byte> bytes, SafeTensorsHeader header)
    {
        (Subject, _bytes) = (subject, bytes);
        _entries = header.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        Header = header.Metadata.TryGetValue(CheckpointWriter.Header, out var text) ? text : throw Refuse("not a checkpoint");
    }

    /// <summary>Name of the checkpoint in errors.</summary>
    public string Subject { get; }

    /// <summary>The header text.</summary>
    public string Header { get; }

    /// <summary>Verifies and parses a checkpoint.</summary>
    /// <param name="bytes">Contents of the file.</param>
    /// <param name="subject">Name of the checkpoint in errors, usually its path.</param>
    /// <exception cref="BadInputException">Not a checkpoint, or damaged.</exception>
    public static CheckpointReader Parse(ReadOnlyMemory<byte> bytes, string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        const int Least = SafeTensorsHeader.LengthBytes + SHA256.HashSizeInBytes;
        if (bytes.Length < Least)
        {
            throw new BadInputException(subject, string.Create(CultureInfo.InvariantCulture, $"not a checkpoint: {bytes.Length} bytes"));
        }

        using (var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            sum.AppendData(bytes.Span[..^SHA256.HashSizeInBytes]);
            sum.AppendData(new byte[SHA256.HashSizeInBytes]);
            if (!sum.GetHashAndReset().AsSpan().SequenceEqual(bytes.Span[^SHA256.HashSizeInBytes..]))
            {
                throw new BadInputException(subject, "damaged, or not a checkpoint: its SHA-256 does not fit");
            }
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        return length <= (ulong)(bytes.Length - SafeTensorsHeader.LengthBytes)
            ? new CheckpointReader(
                subject,
                bytes,
                SafeTensorsHeader.Parse(subject, bytes.Slice(SafeTensorsHeader.LengthBytes, (int)length), bytes.Length))
            : throw new BadInputException(subject, "not a checkpoint");
    }

    /// <summary>The checkpoint holds an entry with this name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>Copies an entry into a tensor of the same shape and type.</summary>
    /// <param name="name">Name of the entry.</param>
    /// <param name="target">Overwritten.</param>
    /// <exception cref="BadInputException">The entry is missing, or of another shape or type.</exception>
    public void CopyTo(string name, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var entry = Entry(name);
        var type = target.dtype == ScalarType.Float64 ? TensorType.F64 : TensorType.F32;
        if (entry.Type != type || !entry.Shape.SequenceEqual(target.shape))
        {
            throw Refuse(
                $"'{name}' is {entry.Type.FormatName()} {entry.ShapeText}, "
                + $"{type.FormatName()} {TensorShape.Text(target.shape)} was expected");
        }

        using var read = empty(target.shape, dtype: target.dtype);
        Data(entry).CopyTo(read.bytes);
        target.copy_(read);
    }

    /// <summary>A single float64.</summary>
    /// <exception cref="BadInputException">The entry is missing, or of another type or length.</exception>
    public double Number(string name) => Numbers(name) is [var value] ? value : throw Refuse($"'{name}' is not one number");

    /// <summary>An array of float64.</summary>
    /// <exception cref="BadInputException">The entry is missing, or of another type.</exception>
    public double[] Numbers(string name) => [.. MemoryMarshal.Cast<byte, double>(Data(Entry(name, TensorType.F64)))];

    /// <summary>An array of bytes.</summary>
    /// <exception cref="BadInputException">The entry is missing, or of another type.</exception>
    public byte[] Bytes(string name) => Data(Entry(name, TensorType.U8)).ToArray();

    /// <summary>A single int64.</summary>
    /// <exception cref="BadInputException">The entry is missing, or of another type or length.</exception>
    public long Integer(string name) => MemoryMarshal.Cast<byte, long>(Data(Entry(name, TensorType.I64))) is [var value]
        ? value
        : throw Refuse($"'{name}' is not one integer");

    /// <summary>Shape of an entry, outermost dimension first.</summary>
    /// <exception cref="BadInputException">The entry is missing.</exception>
    public IReadOnlyList<long> ShapeOf(string name) => Entry(name).Shape;

    /// <summary>An error that names this checkpoint.</summary>
    public BadInputException Refuse(string reason) => new(Subject, reason);

    private ReadOnlySpan<byte> Data(TensorEntry entry) =>
        _bytes.Span.Slice(checked((int)entry.Offset), checked((int)entry.ByteCount));

    private TensorEntry Entry(string name) => _entries.TryGetValue(name, out var entry) ? entry : throw Refuse($"has no '{name}'");

    private TensorEntry Entry(string name, TensorType type) =>
        Entry(name) is var entry && entry.Type == type ? entry : throw Refuse($"'{name}' is not {type.FormatName()}");
}
