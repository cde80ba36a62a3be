namespace FaceGrid.Grains.Interfaces.Storage;

/// <summary>
/// Bytes by their SHA-256. What a call has returned for is durable. Safe to use by several at once, also for the same content.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores the content, once.</summary>
    /// <exception cref="GridRequestException">The disk is full; nothing was stored.</exception>
    Task<BlobReference> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>The content, checked against its name.</summary>
    /// <exception cref="GridRequestException">There is no such blob, or it is damaged.</exception>
    Task<byte[]> Get(BlobReference blob, CancellationToken cancellationToken = default);

    /// <summary>There is such a blob; its content is not looked at.</summary>
    Task<bool> Exists(BlobReference blob, CancellationToken cancellationToken = default);

    /// <summary>False if there is none.</summary>
    Task<bool> Delete(BlobReference blob, CancellationToken cancellationToken = default);
}
