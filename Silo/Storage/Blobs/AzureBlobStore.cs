using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Silo.Storage.Blobs;

/// <summary>Blobs in an Azure Blob Storage container, named by their SHA-256. A blob is written whole or not at all, and never over another.</summary>
internal sealed class AzureBlobStore(BlobContainerClient container) : IBlobStore
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _exists;

    public async Task<BlobReference> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        await Ensure(cancellationToken);
        var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length);
        try
        {
            // Two who bring the same content at once: one writes, the other finds it there.
            await Client(blob).UploadAsync(
                new BinaryData(content), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            await Mend(blob, content, cancellationToken);
        }

        return blob;
    }

    public async Task<byte[]> Get(BlobReference blob, CancellationToken cancellationToken = default)
    {
        try
        {
            var content = (await Client(blob).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
            return IsContent(content, blob) ? content : throw new GridRequestException(GridError.DamagedBlob, Subject(blob), "has another content than its name says");
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new GridRequestException(GridError.MissingBlob, Subject(blob), "is not in the blob store");
        }
    }

    public async Task<bool> Exists(BlobReference blob, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await Client(blob).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength == blob.Bytes;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return false;
        }
    }

    public async Task<bool> Delete(BlobReference blob, CancellationToken cancellationToken = default) =>
        await Client(blob).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private static string Subject(BlobReference blob) => $"blob {blob.Sha256[..12]}";

    private static bool IsContent(byte[] content, BlobReference blob) =>
        content.Length == blob.Bytes && Convert.ToHexStringLower(SHA256.HashData(content)) == blob.Sha256;

    private BlobClient Client(BlobReference blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return blob.Sha256.Length == 64 && blob.Sha256.All(char.IsAsciiHexDigitLower)
            ? container.GetBlobClient($"{blob.Sha256[..2]}/{blob.Sha256}")
            : throw new GridRequestException(GridError.InvalidRequest, "blob", $"'{blob.Sha256}' is not a SHA-256");
    }

    /// <summary>What is there already may have been damaged: then this is the chance to mend it, unless somebody else just did.</summary>
    private async Task Mend(BlobReference blob, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var there = await Client(blob).DownloadContentAsync(cancellationToken);
        if (IsContent(there.Value.Content.ToArray(), blob))
        {
            return;
        }

        try
        {
            await Client(blob).UploadAsync(
                new BinaryData(content), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = there.Value.Details.ETag } }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // Mended by another.
        }
    }

    private async Task Ensure(CancellationToken cancellationToken)
    {
        if (_exists)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            _exists = true;
        }
        finally
        {
            _gate.Release();
        }
    }
}
