using System.Buffers.Binary;
using FaceGrid.Vision.Weights.Import.Pickles;

namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>
/// Checkpoints of torch.save before PyTorch 1.6: the pickles of a magic number, the format version, system information, the
/// checkpoint and the storage keys; then for each key its element count (8 bytes) and its elements.
/// </summary>
internal sealed class TorchLegacy : IDisposable
{
    private const int FormatVersion = 1001;

    private readonly FileBytes _file;
    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);

    private TorchLegacy(FileBytes file) => _file = file;

    /// <summary>The magic number 0x1950a86a20f9469cfc6c as a pickle of protocol 2.</summary>
    public static ReadOnlySpan<byte> Magic => [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];

    /// <exception cref="BadInputException">
    /// The file is damaged or truncated, or its pickle refers to a name outside the closed list.
    /// </exception>
    public static PublishedWeights Open(string path)
    {
        var checkpoint = new TorchLegacy(FileBytes.Open(path));
        try
        {
            return new PublishedWeights(PublishedFormat.TorchLegacy, [path], checkpoint.Read(), checkpoint);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private IReadOnlyList<PublishedTensor> Read()
    {
        BadInputException Bad(string reason) => new(_file.Path, reason);

        // The pickles come first and are small; the storages after them are read one at a time.
        var host = new TorchPickleHost();
        var reader = new PickleReader(_file.Path, _file.Head(ImportLimits.ParsedBytes), host);
        reader.Read(0);
        if (reader.Read(reader.Position) is not (long)FormatVersion)
        {
            throw Bad("is a checkpoint of a version that is not read");
        }

        if (reader.Read(reader.Position) is not PickleMap system || system["little_endian"] is not true)
        {
            throw Bad("was written on a big-endian machine, which is not read");
        }

        var checkpoint = reader.Read(reader.Position);
        var keys = reader.Read(reader.Position) as List<object?> ?? throw Bad("is damaged: the list of its storages is missing");
        long at = reader.Position;
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var item in keys)
        {
            if (item is not string key || !host.Storages.TryGetValue(key, out var storage) || !_offsets.TryAdd(key, at + sizeof(long)))
            {
                throw Bad("is damaged: a storage without a reference");
            }

            _file.Read(at, count);
            var stored = BinaryPrimitives.ReadInt64LittleEndian(count);
            if (stored != storage.Count)
            {
                throw Bad($"is damaged: a storage of {stored} elements where {storage.Count} were announced");
            }

            var bytes = (Int128)stored * storage.Type.SizeOf();
            at += sizeof(long);
            if (bytes > _file.Length - at)
            {
                throw Bad($"truncated: {_file.Length} bytes, at least {at + bytes} are needed");
            }

            at += (long)bytes;
        }

        if (at != _file.Length)
        {
            throw Bad($"is damaged: {_file.Length - at} bytes after its last storage");
        }

        return StateDict.Tensors(_file.Path, checkpoint, (storage, first, bytes) => _offsets.TryGetValue(storage.Key, out var offset)
            ? _file.Read(offset + first, bytes)
            : throw Bad("is damaged: a storage is missing"));
    }
}
