using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Client.Blobs;

/// <summary>The blob store of a cluster, accessed through its grains: for clients that can reach silos only.</summary>
public sealed class ClusterBlobStore(IGrainFactory grains) : IBlobStore
{
    private const int Attempts = 3;

    /// <summary>Uploads a blob in pieces of <see cref="IBlobTransferGrain.PieceBytes"/>, unless the cluster has it.</summary>
    /// <exception cref="GridRequestException">The store is full or unavailable.</exception>
    /// <exception cref="TimeoutException">No silo answered in three attempts.</exception>
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
                    var length = Math.Min(IBlobTransferGrain.PieceBytes, content.Length - offset);
                    await upload.Append(offset, content.Slice(offset, length).ToArray());
                }

                await upload.Complete(blob);
                return blob;
            }
            catch (Exception exception) when (attempt < Attempts
                && exception is GridRequestException { Error: GridError.MissingBlob or GridError.TooManyRequests }
                    or TimeoutException or OrleansException)
            {
                // The silo that received the pieces has failed, or other transfers of the tenant take its room. The upload is repeated,
                // through another silo if there is one.
                await Task.Delay(TransientFaults.PauseOf(exception), cancellationToken);
            }
        }
    }

    /// <summary>Downloads a blob in pieces and checks its hash.</summary>
    /// <exception cref="GridRequestException">The blob is missing or damaged.</exception>
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
            : throw new GridRequestException(GridError.DamagedBlob, $"blob {blob.Sha256[..12]}", "was damaged during the transfer");
    }

    /// <summary>True if the cluster stores the blob.</summary>
    public Task<bool> Exists(BlobReference blob, CancellationToken cancellationToken = default) => Grain().Exists(blob);

    /// <summary>Not offered: in a cluster the grains that own blobs delete them.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<bool> Delete(BlobReference blob, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("a client of a cluster deletes no blobs");

    private IBlobTransferGrain Grain() =>
        grains.GetGrain<IBlobTransferGrain>($"{GridKeys.DefaultTenant}/{Guid.NewGuid():N}");
}
