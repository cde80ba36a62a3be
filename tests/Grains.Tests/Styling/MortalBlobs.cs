using System.Collections.Concurrent;
using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>
/// A blob store that dies with the process: together with its <see cref="MortalStorage"/>, or at a put of its own, of which nothing, a part
/// or all may have reached the disk.
/// </summary>
internal sealed class MortalBlobs(MortalStorage storage, MortalBlobs? before = null) : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> contents = new(before?.contents ?? []);
    private int putsLeft = int.MaxValue;
    private DeathAtPut death;
    private int putsUntilFull;
    private int fullPuts;

    public int Puts { get; private set; }

    public int Count => contents.Count;

    public IEnumerable<string> Names => contents.Keys;

    /// <summary>The process dies at the put after the next <paramref name="puts"/>.</summary>
    public void DieAfter(int puts, DeathAtPut how) => (putsLeft, death) = (puts, how);

    /// <summary>After the next <paramref name="good"/> puts, <paramref name="full"/> find the disk full.</summary>
    public void BeFullAfter(int good, int full) => (putsUntilFull, fullPuts) = (good, full);

    /// <summary>One bit of the blob turns over.</summary>
    public void Damage(BlobReference blob) => contents[blob.Sha256] = [.. contents[blob.Sha256].Select((b, i) => i == blob.Bytes / 2 ? (byte)(b ^ 1) : b)];

    public void Lose(BlobReference blob) => contents.TryRemove(blob.Sha256, out _);

    public async Task<BlobReference> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        ThrowIfDead();
        if (putsUntilFull > 0)
        {
            putsUntilFull--;
        }
        else if (fullPuts > 0)
        {
            fullPuts--;
            throw new GridRequestException(GridError.StorageFull, "blobs", "the disk is full; nothing was changed");
        }

        var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length);
        var dies = putsLeft-- == 0;
        if (!dies || death != DeathAtPut.Before)
        {
            contents[blob.Sha256] = dies && death == DeathAtPut.Within ? content[..(content.Length / 2)].ToArray() : content.ToArray();
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
        if (!contents.TryGetValue(blob.Sha256, out var content))
        {
            throw new GridRequestException(GridError.MissingBlob, "blob", "is not there");
        }

        return Convert.ToHexStringLower(SHA256.HashData(content)) == blob.Sha256
            ? content.ToArray()
            : throw new GridRequestException(GridError.DamagedBlob, "blob", "is damaged");
    }

    public Task<bool> Exists(BlobReference blob, CancellationToken cancellationToken = default) => Task.FromResult(contents.ContainsKey(blob.Sha256));

    public Task<bool> Delete(BlobReference blob, CancellationToken cancellationToken = default)
    {
        storage.CountEvent();
        return Task.FromResult(contents.TryRemove(blob.Sha256, out _));
    }

    private void ThrowIfDead() => storage.ThrowIfDead();
}
