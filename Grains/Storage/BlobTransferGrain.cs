using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Storage;

/// <inheritdoc cref="IBlobTransferGrain"/>
/// <remarks>
/// An upload is a temporary file until its hash is verified. <see cref="TransferBudget"/> bounds what a tenant's transfers hold on a silo,
/// and an abandoned transfer is deactivated after two minutes.
/// </remarks>
[CollectionAgeLimit(Minutes = 2)]
public sealed class BlobTransferGrain(IBlobStore blobs) : Grain, IBlobTransferGrain
{
    private readonly TransferBudget _budget = TransferBudget.Of(blobs);
    private FileStream? _upload;
    private (BlobReference Blob, byte[] Content)? _read;
    private long _held;

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Release();
        return Task.CompletedTask;
    }

    public async Task Append(long offset, byte[] piece)
    {
        if (piece.Length > IBlobTransferGrain.PieceBytes || offset < 0 || offset + piece.Length > IBlobTransferGrain.MostBytes)
        {
            throw new GridRequestException(
                GridError.InvalidRequest,
                "upload",
                $"a piece has at most {IBlobTransferGrain.PieceBytes} bytes, a blob {IBlobTransferGrain.MostBytes}");
        }

        if (offset > (_upload?.Length ?? 0))
        {
            throw new GridRequestException(GridError.MissingBlob, "upload", "was lost with its silo; start it again");
        }

        Hold(offset + piece.Length);
        _upload ??= Create();
        _upload.Position = offset;
        await _upload.WriteAsync(piece);
    }

    public async Task Complete(BlobReference expected)
    {
        if (_upload?.Length != expected.Bytes && (_upload is not null || expected.Bytes != 0))
        {
            throw Mismatch();
        }

        var content = new byte[expected.Bytes];
        if (_upload is not null)
        {
            _upload.Position = 0;
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(_upload)) != expected.Sha256)
            {
                throw Mismatch();
            }

            _upload.Position = 0;
            await _upload.ReadExactlyAsync(content);
        }

        await blobs.Put(content);
        DeactivateOnIdle();
    }

    public async Task<byte[]> Read(BlobReference blob, long offset, int count)
    {
        if (offset < 0 || count is < 1 or > IBlobTransferGrain.PieceBytes || blob.Bytes is < 0 or > IBlobTransferGrain.MostBytes)
        {
            throw new GridRequestException(GridError.InvalidRequest, "blob", $"cannot be read from {offset}, {count} bytes");
        }

        // Checked as a whole once, then handed out in pieces.
        if (_read?.Blob != blob)
        {
            _read = null;
            Hold(blob.Bytes);
            var whole = await blobs.Get(blob);
            await RequireGrant(blob, whole);
            _read = (blob, whole);
        }

        var content = _read.Value.Content;
        var piece = content.AsSpan(
            (int)Math.Min(offset, content.Length), (int)Math.Min(count, Math.Max(0, content.Length - offset))).ToArray();
        if (offset + piece.Length >= content.Length)
        {
            Release();
        }

        return piece;
    }

    public Task<bool> Exists(BlobReference blob) => blobs.Exists(blob);

    private static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });

    private static GridRequestException Mismatch() =>
        new(GridError.MissingBlob, "upload", "is not what was announced; start it again");

    /// <summary>
    /// A client may read what a job of its tenant stored, named as an input or returned as a result, and the weights of its models; no
    /// photo of a person, and nothing of another tenant, even with the hash.
    /// </summary>
    private async Task RequireGrant(BlobReference blob, byte[] content)
    {
        if (JobBlob.IsOf(Tenant, content)
            || (await GrainFactory.GetGrain<IJobQueueGrain>(Tenant).NamedAmong([blob.Sha256])).Count > 0
            || (await GrainFactory.GetGrain<IModelRegistryGrain>(Tenant).Versions()).Any(v => v.Weights.Sha256 == blob.Sha256))
        {
            return;
        }

        Release();
        throw new GridRequestException(
            GridError.MissingBlob, $"blob {blob.Sha256[..Math.Min(12, blob.Sha256.Length)]}", $"no job of tenant '{Tenant}' has it");
    }

    /// <summary>Takes the tenant's budget up to a number of bytes.</summary>
    private void Hold(long bytes)
    {
        if (bytes > _held)
        {
            _budget.Take(Tenant, bytes - _held);
            _held = bytes;
        }
    }

    private void Release()
    {
        _read = null;
        _upload?.Dispose();
        _upload = null;
        _budget.Return(Tenant, _held);
        _held = 0;
    }
}
