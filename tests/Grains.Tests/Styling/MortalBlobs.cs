using System.Collections.Concurrent;
using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>
/// A blob store that dies with the process: together with its <see cref="MortalStorage"/>, or at a put of its own, of which nothing, a part
/// or all may have reached the disk.
/// </summary>
internal sealed class MortalBlobs(MortalStorage storage, MortalBlobs? before = null) : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> _contents = new(before?._contents ?? []);
    private int _putsLeft = int.MaxValue;
    private DeathAtPut _death;
    private int _putsUntilFull;
    private int _fullPuts;

    public int Puts { get; private set; }

    public int Count => _contents.Count;

    public IEnumerable<string> Names => _contents.Keys;

    /// <summary>The process dies at the put after the next <paramref name="puts"/>.</summary>
    public void DieAfter(int puts, DeathAtPut how) => (_putsLeft, _death) = (puts, how);

    /// <summary>After the next <paramref name="good"/> puts, <paramref name="full"/> find the disk full.</summary>
    public void BeFullAfter(int good, int full) => (_putsUntilFull, _fullPuts) = (good, full);

    /// <summary>One bit of the blob turns over.</summary>
    public void Damage(BlobReference blob) =>
        _contents[blob.Sha256] = [.. _contents[blob.Sha256].Select((b, i) => i == blob.Bytes / 2 ? (byte)(b ^ 1) : b)];

    public void Lose(BlobReference blob) => _contents.TryRemove(blob.Sha256, out _);

    public async Task<BlobReference> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        ThrowIfDead();
        if (_putsUntilFull > 0)
        {
            _putsUntilFull--;
        }
        else if (_fullPuts > 0)
        {
            _fullPuts--;
            throw new GridRequestException(GridError.StorageFull, "blobs", "the disk is full; nothing was changed");
        }

        var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length);
        var dies = _putsLeft-- == 0;
        if (!dies || _death != DeathAtPut.Before)
        {
            _contents[blob.Sha256] = dies && _death == DeathAtPut.Within ? content[..(content.Length / 2)].ToArray() : content.ToArray();
        }

        Puts++;
        if (dies)
        {
            storage.DieAfter(0);
        }

        ThrowIfDead();
        return blob;
    }

    public async Task<byte[]> Get(BlobReference blob, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        ThrowIfDead();
        if (!_contents.TryGetValue(blob.Sha256, out var content))
        {
            throw new GridRequestException(GridError.MissingBlob, "blob", "is not there");
        }

        return Convert.ToHexStringLower(SHA256.HashData(content)) == blob.Sha256
            ? content.ToArray()
            : throw new GridRequestException(GridError.DamagedBlob, "blob", "is damaged");
    }

    public Task<bool> Exists(BlobReference blob, CancellationToken cancellationToken = default) =>
        Task.FromResult(_contents.ContainsKey(blob.Sha256));

    public Task<bool> Delete(BlobReference blob, CancellationToken cancellationToken = default)
    {
        storage.CountEvent();
        return Task.FromResult(_contents.TryRemove(blob.Sha256, out _));
    }

    private void ThrowIfDead() => storage.ThrowIfDead();
}
