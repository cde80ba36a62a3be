using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Storage;

/// <inheritdoc cref="IBlobTransferGrain"/>
public sealed class BlobTransferGrain(IBlobStore blobs) : Grain, IBlobTransferGrain
{
    private const long MostBytes = 512L << 20;

    private readonly MemoryStream _upload = new();
    private (BlobReference Blob, byte[] Content)? _read;

    public Task Append(long offset, byte[] piece)
    {
        if (piece.Length > IBlobTransferGrain.PieceBytes || offset + piece.Length > MostBytes)
        {
            throw new GridRequestException(
                GridError.InvalidRequest, "upload", $"a piece has at most {IBlobTransferGrain.PieceBytes} bytes, a blob {MostBytes}");
        }

        if (offset > _upload.Length)
        {
            throw new GridRequestException(GridError.MissingBlob, "upload", "was lost with its silo; start it again");
        }

        _upload.Position = offset;
        _upload.Write(piece);
        return Task.CompletedTask;
    }

    public async Task Complete(BlobReference expected)
    {
        var content = _upload.GetBuffer().AsMemory(0, (int)_upload.Length);
        if (content.Length != expected.Bytes || Convert.ToHexStringLower(SHA256.HashData(content.Span)) != expected.Sha256)
        {
            throw new GridRequestException(GridError.MissingBlob, "upload", "is not what was announced; start it again");
        }

        await blobs.Put(content);
        DeactivateOnIdle();
    }

    public async Task<byte[]> Read(BlobReference blob, long offset, int count)
    {
        if (offset < 0 || count is < 1 or > IBlobTransferGrain.PieceBytes)
        {
            throw new GridRequestException(GridError.InvalidRequest, "blob", $"cannot be read from {offset}, {count} bytes");
        }

        // Checked as a whole once, then handed out in pieces.
        if (_read?.Blob != blob)
        {
            _read = (blob, await blobs.Get(blob));
        }

        var content = _read.Value.Content;
        var piece = content.AsSpan(
            (int)Math.Min(offset, content.Length), (int)Math.Min(count, Math.Max(0, content.Length - offset))).ToArray();
        if (offset + piece.Length >= content.Length)
        {
            _read = null;
        }

        return piece;
    }

    public Task<bool> Exists(BlobReference blob) => blobs.Exists(blob);

    public Task<bool> Delete(BlobReference blob) => blobs.Delete(blob);
}
