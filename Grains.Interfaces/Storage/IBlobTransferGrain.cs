using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Storage;

/// <summary>
/// How blobs reach the grid's store and leave it where a client has no way to the store itself. Key: tenant/GUID, one for each transfer.
/// Clients delete no blobs: the grains that own them do. Pieces stay below <see cref="PieceBytes"/>, so that no message holds up the others on its connection.
/// </summary>
[Callers(CallerRoles.Studio)]
[Alias("FaceGrid.IBlobTransferGrain")]
public interface IBlobTransferGrain : IGrainWithStringKey
{
    const int PieceBytes = 192 * 1024;

    /// <summary>Bytes of the largest blob that a client may upload or read.</summary>
    const long MostBytes = 512L << 20;

    /// <summary>Adds a piece of the upload, at the place where the former ones end. Repeated, it does nothing.</summary>
    /// <exception cref="GridRequestException">
    /// The pieces before it are not here (their silo has ended): start again. Or it is too large.
    /// </exception>
    [Alias("Append")]
    Task Append(long offset, byte[] piece);

    /// <summary>Stores what was appended.</summary>
    /// <exception cref="GridRequestException">It is not <paramref name="expected"/>, or the store is full.</exception>
    [Alias("Complete")]
    Task Complete(BlobReference expected);

    /// <summary>A piece of a blob; shorter than asked for at its end.</summary>
    /// <exception cref="GridRequestException">There is no such blob, it is damaged, or it belongs to another tenant.</exception>
    [Alias("Read")]
    Task<byte[]> Read(BlobReference blob, long offset, int count);

    /// <summary>True if the store has the blob.</summary>
    [Alias("Exists")]
    Task<bool> Exists(BlobReference blob);
}
