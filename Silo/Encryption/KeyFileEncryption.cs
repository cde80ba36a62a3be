using System.Collections.Frozen;
using System.Security.Cryptography;
using FaceGrid.Grains.Encryption;

namespace FaceGrid.Silo.Encryption;

/// <summary>Key-encryption keys in this process's memory, as a <see cref="KeyFile"/> has them.</summary>
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

    public string CurrentId { get; }

    public bool Has(string id) => _ciphers.ContainsKey(id);

    public byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData)
    {
        // Drawn at random: with 96 bits two in 2^32 keys are alike with a probability of 2^-33 (SP 800-38D, 8.3).
        var box = new byte[key.Length + GcmBox.Overhead];
        RandomNumberGenerator.Fill(box.AsSpan(0, GcmBox.NonceSize));
        var cipher = _ciphers[CurrentId];
        lock (cipher)
        {
            GcmBox.Seal(cipher, key, associatedData, box);
        }

        return box;
    }

    public void Unwrap(string id, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associatedData, Span<byte> key)
    {
        // A cipher is one context of the system's library: one thread at a time.
        var cipher = _ciphers[id];
        lock (cipher)
        {
            GcmBox.Open(cipher, wrapped, associatedData, key);
        }
    }

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }
}
