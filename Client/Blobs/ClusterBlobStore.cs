using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Client.Blobs;

/// <summary>The blob store of a grid, reached through its grains: for clients that see silos only.</summary>
public sealed class ClusterBlobStore(IGrainFactory grains) : IBlobStore
{
    private const int Attempts = 3;

    public async Task<BlobReference> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length);
        for (var attempt = 1; ; attempt++)
        {
            var upload = Grain();
            try
            {
                if (await upload.Exists(blob))
                {
                    return blob;
                }

                for (var offset = 0; offset < content.Length; offset += IBlobTransferGrain.PieceBytes)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await upload.Append(offset, content.Slice(offset, Math.Min(IBlobTransferGrain.PieceBytes, content.Length - offset)).ToArray());
                }

                await upload.Complete(blob);
                return blob;
            }
            catch (Exception exception) when (attempt < Attempts
                && exception is GridRequestException { Error: GridError.MissingBlob } or TimeoutException or OrleansException)
            {
                // The silo that gathered the pieces went. The same bytes come once more, to another.
            }
        }
    }

    public async Task<byte[]> Get(BlobReference blob, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(blob);
        var content = new byte[blob.Bytes];
        var source = Grain();
        for (var offset = 0; offset < content.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = await source.Read(blob, offset, Math.Min(IBlobTransferGrain.PieceBytes, content.Length - offset));
            piece.CopyTo(content, offset);
            offset += piece.Length;
        }

        return Convert.ToHexStringLower(SHA256.HashData(content)) == blob.Sha256
            ? content
            : throw new GridRequestException(GridError.DamagedBlob, $"blob {blob.Sha256[..12]}", "was damaged on its way");
    }

    public Task<bool> Exists(BlobReference blob, CancellationToken cancellationToken = default) => Grain().Exists(blob);

    public Task<bool> Delete(BlobReference blob, CancellationToken cancellationToken = default) => Grain().Delete(blob);

    private IBlobTransferGrain Grain() => grains.GetGrain<IBlobTransferGrain>(Guid.NewGuid().ToString("N"));
}
