using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace FaceGrid.Vision.Weights;

/// <summary>
/// A safetensors file, open for reading: the header is validated completely, tensors are read on demand. Reads use the file handle
/// and not a memory map, so that a file truncated while it is open causes an exception and not SIGBUS. Safe for concurrent reads.
/// </summary>
public sealed class SafeTensorsFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly Dictionary<string, TensorEntry> _byName;

    private SafeTensorsFile(string path, SafeFileHandle handle, long length, SafeTensorsHeader header)
    {
        Path = path;
        Length = length;
        _handle = handle;
        Metadata = header.Metadata;
        Tensors = header.Tensors;
        _byName = header.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <summary>The path given to <see cref="Open"/>.</summary>
    public string Path { get; }

    /// <summary>Length of the file in bytes.</summary>
    public long Length { get; }

    /// <summary>The file's <c>__metadata__</c>; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>All tensors, in the order of their data in the file.</summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>Opens a file and validates its header.</summary>
    /// <exception cref="BadInputException">The file is missing, unreadable, or not a well-formed safetensors file.</exception>
    public static SafeTensorsFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new BadInputException(path, "is a folder, not a safetensors file");
        }

        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            Span<byte> prefix = stackalloc byte[SafeTensorsHeader.LengthBytes];
            if (length < prefix.Length)
            {
                throw new BadInputException(path, $"not a valid safetensors file: {length} bytes");
            }

            FileReading.ReadExactly(path, handle, prefix, 0);
            var headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (headerBytes > SafeTensorsHeader.MaxBytes)
            {
                throw new BadInputException(
                    path, $"not a valid safetensors file: its header is longer than the limit of {SafeTensorsHeader.MaxBytes} bytes");
            }

            if ((long)headerBytes > length - prefix.Length)
            {
                throw new BadInputException(path, $"not a valid safetensors file: truncated within its header");
            }

            var json = new byte[headerBytes];
            FileReading.ReadExactly(path, handle, json, prefix.Length);
            var file = new SafeTensorsFile(path, handle, length, SafeTensorsHeader.Parse(path, json, length));
            handle = null;
            return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Whether the file has a tensor of that name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>The entry of a tensor.</summary>
    /// <exception cref="BadInputException">The file has no tensor of that name.</exception>
    public TensorEntry Entry(string name) =>
        _byName.TryGetValue(name, out var entry) ? entry : throw new BadInputException(Path, $"has no tensor '{name}'");

    /// <summary>The tensor's bytes as stored in the file (little-endian).</summary>
    /// <exception cref="BadInputException">
    /// The tensor does not exist or is larger than an array can be, or the file has been truncated.
    /// </exception>
    public byte[] ReadBytes(string name)
    {
        var bytes = new byte[ArrayLength(Entry(name), 1)];
        Read(Entry(name), bytes);
        return bytes;
    }

    /// <summary>
    /// The tensor's elements, row-major. F16 and BF16 widen exactly, F64 rounds to nearest; integers and BOOL convert by value.
    /// </summary>
    /// <exception cref="BadInputException">
    /// The tensor does not exist or is larger than an array can be, or the file has been truncated.
    /// </exception>
    public float[] ReadFloats(string name)
    {
        var entry = Entry(name);
        var values = new float[ArrayLength(entry, entry.Type.SizeOf())];
        ReadFloats(name, values);
        return values;
    }

    /// <param name="values">Receives the elements, as many as the tensor has; partly written if this method throws.</param>
    /// <inheritdoc cref="ReadFloats(string)"/>
    public void ReadFloats(string name, Span<float> values)
    {
        var entry = Entry(name);
        var size = entry.Type.SizeOf();
        if (values.Length != entry.ByteCount / size)
        {
            throw new ArgumentException($"{values.Length} places for the {entry.ByteCount / size} elements of '{name}'", nameof(values));
        }

        if (entry.Type == TensorType.F32)
        {
            FileReading.ReadExactly(Path, _handle, MemoryMarshal.AsBytes(values), entry.Offset);
            return;
        }

        // In parts, so that a large tensor is not in memory twice.
        Span<byte> buffer = stackalloc byte[8192];
        for (var (at, count) = (0, buffer.Length / size); at < values.Length; at += count)
        {
            var part = values[at..Math.Min(values.Length, at + count)];
            var bytes = buffer[..(part.Length * size)];
            FileReading.ReadExactly(Path, _handle, bytes, entry.Offset + ((long)at * size));
            TensorElements.ToFloats(entry.Type, bytes, part);
        }
    }

    /// <summary>The tensor's integers, row-major.</summary>
    /// <exception cref="BadInputException">
    /// As for <see cref="ReadFloats(string)"/>, or the tensor does not have an integer type.
    /// </exception>
    public long[] ReadIntegers(string name)
    {
        var entry = Entry(name);
        var values = new long[ArrayLength(entry, entry.Type.SizeOf())];
        if (!TensorElements.ToIntegers(entry.Type, ReadBytes(name), values))
        {
            throw new BadInputException(Path, $"tensor '{name}' is {entry.Type.FormatName()}, an integer type was expected");
        }

        return values;
    }

    /// <summary>SHA-256 of the whole file, lower-case hexadecimal.</summary>
    /// <exception cref="BadInputException">The file can no longer be read.</exception>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (long at = 0; at < Length;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, Length - at));
            FileReading.ReadExactly(Path, _handle, part, at);
            hash.AppendData(part);
            at += part.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => _handle.Dispose();

    private void Read(TensorEntry entry, Span<byte> destination) => FileReading.ReadExactly(Path, _handle, destination, entry.Offset);

    private int ArrayLength(TensorEntry entry, int bytesPerItem) =>
        entry.ByteCount <= Array.MaxLength
            ? (int)(entry.ByteCount / bytesPerItem)
            : throw new BadInputException(Path, $"tensor '{entry.Name}' of {entry.ByteCount} bytes is larger than an array can be");
}
