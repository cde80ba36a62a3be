using System.Security.Cryptography;

namespace FaceGrid.Grains.Encryption;

/// <summary>
/// The key-encryption keys, which wrap the keys of people. Registered: what is stored of people is encrypted. Several threads use it at
/// once, and a shard unwraps tens of thousands of keys as it activates: an implementation over a key management service fetches its keys
/// as it starts.
/// </summary>
public interface IKeyEncryption
{
    /// <summary>Of the key that new keys are wrapped under.</summary>
    string CurrentId { get; }

    /// <summary>Whether what was wrapped under a key of this id can be unwrapped.</summary>
    bool Has(string id);

    /// <summary>Wraps a key, or several, under the current key. Authenticates <paramref name="associatedData"/> with it.</summary>
    /// <returns>28 bytes more than the keys.</returns>
    byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData);

    /// <param name="id">The key-encryption key; one that <see cref="Has"/> is true for.</param>
    /// <param name="key">Receives them: 28 bytes fewer than <paramref name="wrapped"/>.</param>
    /// <exception cref="CryptographicException">Altered, or wrapped with other associated data.</exception>
    void Unwrap(string id, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associatedData, Span<byte> key);
}
