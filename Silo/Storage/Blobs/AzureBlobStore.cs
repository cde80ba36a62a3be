using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Silo.Storage.Blobs;

/// <summary>
/// Blobs in an Azure Blob Storage container, named by their SHA-256. A blob is written completely or not at all; an intact blob is never
/// overwritten.
/// </summary>
internal sealed class AzureBlobStore(BlobContainerClient container) : IBlobStore
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _exists;

    /// <summary>Stores a blob; replaces a stored blob of this name only if it is damaged.</summary>
    public async Task<BlobReference> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        await EnsureContainer(cancellationToken);
        var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length);
        try
        {
            // Of two concurrent uploads of the same content, one writes and the other gets a conflict.
            var conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
            await Client(blob).UploadAsync(new BinaryData(content), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            await RepairIfDamaged(blob, content, cancellationToken);
        }

        return blob;
    }

    /// <summary>The content of a blob.</summary>
    /// <exception cref="GridRequestException">The blob is missing or damaged.</exception>
    public async Task<byte[]> Get(BlobReference blob, CancellationToken cancellationToken = default)
    {
        try
        {
            var content = (await Client(blob).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
            return IsContent(content, blob)
                ? content
                : throw new GridRequestException(GridError.DamagedBlob, Subject(blob), "has a content that does not match its name");
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new GridRequestException(GridError.MissingBlob, Subject(blob), "is not in the blob store");
        }
    }

    /// <summary>True if a blob of this name and length is stored.</summary>
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

    /// <summary>Deletes a blob; false if it was not stored.</summary>
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

    /// <summary>Replaces the stored blob if its content does not match its name.</summary>
    private async Task RepairIfDamaged(BlobReference blob, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var stored = await Client(blob).DownloadContentAsync(cancellationToken);
        if (IsContent(stored.Value.Content.ToArray(), blob))
        {
            return;
        }

        try
        {
            var conditions = new BlobRequestConditions { IfMatch = stored.Value.Details.ETag };
            await Client(blob).UploadAsync(new BinaryData(content), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // Repaired by another process.
        }
    }

    private async Task EnsureContainer(CancellationToken cancellationToken)
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
