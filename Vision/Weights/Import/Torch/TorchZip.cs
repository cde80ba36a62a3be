using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FaceGrid.Vision.Weights.Import.Pickles;

namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>
/// Checkpoints of torch.save since PyTorch 1.6: a zip with one folder that holds <c>data.pkl</c> and, for each storage,
/// <c>data/KEY</c>. torch.save stores entries uncompressed; compressed entries are refused, which excludes zip bombs.
/// </summary>
internal sealed class TorchZip : IDisposable
{
    private const int EndRecordBytes = 22;
    private const int LongestComment = 65_535;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private TorchZip(string path, FileStream stream, ZipArchive archive)
    {
        _path = path;
        _stream = stream;
        _archive = archive;
    }

    /// <exception cref="BadInputException">
    /// The file is damaged, truncated or compressed, or its pickle refers to a name outside the closed list.
    /// </exception>
    public static PublishedWeights Open(string path)
    {
        CheckEnd(path);
        FileStream? stream = null;
        TorchZip? checkpoint = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            checkpoint = new TorchZip(path, stream, new ZipArchive(stream, ZipArchiveMode.Read));
            var weights = new PublishedWeights(PublishedFormat.TorchZip, [path], checkpoint.Read(), checkpoint);
            checkpoint = null;
            stream = null;
            return weights;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            throw new BadInputException(path, "is a damaged zip: " + e.Message.ReplaceLineEndings(" "), e);
        }
        finally
        {
            checkpoint?.Dispose();
            stream?.Dispose();
        }
    }

    public void Dispose()
    {
        _archive.Dispose();
        _stream.Dispose();
    }

    /// <summary>Checks the number of entries before the zip library reads them all.</summary>
    private static void CheckEnd(string path)
    {
        using var file = FileBytes.Open(path);
        var tail = file.Read(
            Math.Max(0, file.Length - EndRecordBytes - LongestComment), Math.Min(file.Length, EndRecordBytes + LongestComment));
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || tail.Length - at < EndRecordBytes)
        {
            throw new BadInputException(path, "is a truncated zip: its list of entries is missing");
        }

        var entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        if (entries > ImportLimits.Items || bytes > ImportLimits.ParsedBytes)
        {
            throw new BadInputException(path, $"is a zip of {entries} entries or more, at most {ImportLimits.Items} are expected");
        }
    }

    private IReadOnlyList<PublishedTensor> Read()
    {
        BadInputException Bad(string reason) => new(_path, reason);

        foreach (var entry in _archive.Entries)
        {
            if (!_entries.TryAdd(entry.FullName, entry) || _entries.Count > ImportLimits.Items)
            {
                throw Bad($"is a damaged zip: entry '{ImportLimits.Printable(entry.FullName)}' occurs twice, or there are too many");
            }
        }

        var pickles = _entries.Keys.Where(n => n.EndsWith("/data.pkl", StringComparison.Ordinal) && n.Count(c => c == '/') == 1).ToList();
        if (pickles is not [var pickle])
        {
            throw Bad("is a zip but no PyTorch checkpoint: one data.pkl was expected in it");
        }

        var folder = pickle[..^"data.pkl".Length];
        if (_entries.TryGetValue(folder + "byteorder", out var order)
            && Encoding.ASCII.GetString(Bytes(order, 0, Math.Min(order.Length, 16))) != "little")
        {
            throw Bad("was written on a big-endian machine, which is not read");
        }

        if (_entries[pickle].Length > ImportLimits.ParsedBytes)
        {
            throw Bad($"its pickle has {_entries[pickle].Length} bytes, at most {ImportLimits.ParsedBytes} are expected");
        }

        var host = new TorchPickleHost();
        var checkpoint = new PickleReader(_path, Bytes(_entries[pickle], 0, _entries[pickle].Length), host).Read(0);
        foreach (var storage in host.Storages.Values)
        {
            if (!_entries.TryGetValue(folder + "data/" + storage.Key, out var entry))
            {
                throw Bad($"is damaged: storage '{ImportLimits.Printable(storage.Key)}' is missing");
            }

            if (entry.Length != (Int128)storage.Count * storage.Type.SizeOf())
            {
                throw Bad(
                    $"is damaged: a storage of {entry.Length} bytes where {storage.Count} elements of {storage.Type.SizeOf()} were "
                        + "announced");
            }
        }

        return StateDict.Tensors(
            _path, checkpoint, (storage, first, bytes) => Bytes(_entries[folder + "data/" + storage.Key], first, bytes));
    }

    private byte[] Bytes(ZipArchiveEntry entry, long first, long count)
    {
        if (entry.CompressedLength != entry.Length)
        {
            throw new BadInputException(
                _path, $"its entry '{ImportLimits.Printable(entry.FullName)}' is compressed, which torch.save never does: refused");
        }

        // Stored entries are uncompressed, so none can be longer than the file.
        if (first + count > _stream.Length)
        {
            throw new BadInputException(_path, $"truncated: entry '{ImportLimits.Printable(entry.FullName)}' is longer than the file");
        }

        try
        {
            using var stream = entry.Open();
            Skip(stream, first);
            var bytes = new byte[count];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException)
        {
            throw new BadInputException(
                _path, $"its entry '{ImportLimits.Printable(entry.FullName)}' cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    private static void Skip(Stream stream, long count)
    {
        var buffer = new byte[1 << 16];
        while (count > 0)
        {
            var part = (int)Math.Min(count, buffer.Length);
            stream.ReadExactly(buffer, 0, part);
            count -= part;
        }
    }
}
