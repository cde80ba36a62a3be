using System.Collections.Frozen;
using System.Security.Cryptography;
using FaceGrid.Grains.Encryption;

namespace FaceGrid.Silo.Encryption;

/// <summary>Wraps and unwraps keys with the key-encryption keys of a <see cref="KeyFile"/>, which it holds in memory.</summary>
public sealed class KeyFileEncryption : IKeyEncryption, IDisposable
{
    private readonly FrozenDictionary<string, AesGcm> _ciphers;

    /// <param name="keys">Id and 32 bytes each, the current key first. The bytes are zeroed.</param>
    internal KeyFileEncryption(IReadOnlyList<(string Id, byte[] Key)> keys)
    {
        CurrentId = keys[0].Id;
        _ciphers = keys.ToFrozenDictionary(k => k.Id, k => new AesGcm(k.Key, GcmBox.TagSize), StringComparer.Ordinal);
        foreach (var (_, key) in keys)
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Id of the key that <see cref="Wrap"/> uses.</summary>
    public string CurrentId { get; }

    /// <summary>True if the file has a key of this id.</summary>
    public bool Has(string id) => _ciphers.ContainsKey(id);

    /// <summary>Encrypts and authenticates a key with AES-256-GCM under the current key.</summary>
    /// <returns>Nonce, ciphertext and tag: <c>GcmBox.Overhead</c> bytes more than the key.</returns>
    public byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData)
    {
        // Random 96-bit nonce: among 2^32 keys two nonces are equal with a probability of about 2^-33 (SP 800-38D, section 8.3).
        var box = new byte[key.Length + GcmBox.Overhead];
        RandomNumberGenerator.Fill(box.AsSpan(0, GcmBox.NonceSize));
        var cipher = _ciphers[CurrentId];
        lock (cipher)
        {
            GcmBox.Seal(cipher, key, associatedData, box);
        }

        return box;
    }

    /// <summary>Decrypts a wrapped key into <paramref name="key"/>.</summary>
    /// <exception cref="CryptographicException">The wrapped key or the associated data was altered.</exception>
    /// <exception cref="KeyNotFoundException">The file has no key of this id.</exception>
    public void Unwrap(string id, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associatedData, Span<byte> key)
    {
        // An AesGcm object is one native context, which is not thread-safe.
        var cipher = _ciphers[id];
        lock (cipher)
        {
            GcmBox.Open(cipher, wrapped, associatedData, key);
        }
    }

    /// <summary>Disposes the ciphers, which erases the keys.</summary>
    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }
}
