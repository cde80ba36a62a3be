using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;

namespace FaceGrid.Grains.Encryption;

/// <summary>
/// A person's data key, unwrapped: for one operation, then disposed. What it makes is: format (1 byte), key id (16), nonce (12),
/// ciphertext, tag (16), AES-256-GCM, with as associated data the first 17 of these bytes and, in UTF-8, place, owner
/// (<c>tenant/identity</c>) and model version with line feeds between them. docs/adr/0008 has the whole format.
/// </summary>
internal sealed class PersonKey : IDisposable
{
    /// <summary>Bytes of a key's id.</summary>
    public const int IdSize = 16;

    private const int HeaderSize = 1 + IdSize;
    private const byte AtRandom = 1;
    private const byte Repeatable = 2;

    private readonly string _owner;
    private readonly byte[] _id;
    private readonly byte[] _key;
    private readonly AesGcm _cipher;

    private PersonKey(string owner, byte[] id, byte[] key)
    {
        _owner = owner;
        _id = id;
        _key = key;
        _cipher = new AesGcm(key, GcmBox.TagSize);
    }

    /// <summary>A new key, wrapped under the current key-encryption key.</summary>
    /// <param name="owner"><c>tenant/identity</c>.</param>
    public static WrappedKey New(IKeyEncryption encryption, string owner)
    {
        var id = RandomNumberGenerator.GetHexString(2 * IdSize, lowercase: true);
        var key = RandomNumberGenerator.GetBytes(GcmBox.KeySize);
        try
        {
            return Wrap(encryption, owner, id, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The same key under the current key-encryption key.</summary>
    /// <exception cref="GridRequestException">As <see cref="Unwrap"/>.</exception>
    public static WrappedKey Rewrap(IKeyEncryption? encryption, string owner, WrappedKey wrapped)
    {
        using var key = Unwrap(encryption, owner, wrapped);
        return Wrap(encryption!, owner, wrapped.Id, key._key);
    }

    /// <param name="encryption">Null: none is configured.</param>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.MissingKey"/>: the key-encryption key is not here; <see cref="GridError.DamagedRecord"/>: not this person's.
    /// </exception>
    public static PersonKey Unwrap(IKeyEncryption? encryption, string owner, WrappedKey wrapped)
    {
        if (encryption is null || !encryption.Has(wrapped.KeyEncryptionKey))
        {
            throw Faults.MissingKey(Faults.Subject(owner), wrapped.KeyEncryptionKey, encryption);
        }

        var key = new byte[GcmBox.KeySize];
        try
        {
            encryption.Unwrap(wrapped.KeyEncryptionKey, wrapped.Bytes, KeyData(owner, wrapped.Id, wrapped.KeyEncryptionKey), key);
            return new PersonKey(owner, Convert.FromHexString(wrapped.Id), key);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            CryptographicOperations.ZeroMemory(key);
            throw Faults.Damaged(owner, "the person's key");
        }
    }

    /// <summary>A key that was unwrapped before; it is copied.</summary>
    public static PersonKey Of(string owner, Guid id, ReadOnlySpan<byte> key) => new(owner, id.ToByteArray(), key.ToArray());

    /// <summary>Id of the key that sealed bytes need; null if they are none.</summary>
    public static Guid? IdOf(ReadOnlySpan<byte> sealedBytes) => sealedBytes.Length >= HeaderSize + GcmBox.Overhead
        && sealedBytes[0] is AtRandom or Repeatable
        ? new Guid(sealedBytes[1..HeaderSize])
        : null;

    public static Guid? IdOf(WrappedKey wrapped) => new Guid(Convert.FromHexString(wrapped.Id));

    /// <summary>The id as it is written: 32 hexadecimal digits.</summary>
    public static string Text(Guid id) => Convert.ToHexStringLower(id.ToByteArray());

    public void CopyTo(Span<byte> place) => _key.CopyTo(place);

    /// <summary>Encrypts with a nonce drawn at random; some hundred times in a person's life.</summary>
    public byte[] Seal(string place, string modelVersion, ReadOnlySpan<byte> content)
    {
        var made = Begin(AtRandom, content.Length);
        RandomNumberGenerator.Fill(made.AsSpan(HeaderSize, GcmBox.NonceSize));
        GcmBox.Seal(_cipher, content, Data(made, place, modelVersion), made.AsSpan(HeaderSize));
        return made;
    }

    /// <summary>
    /// Encrypts so that the same content gives the same bytes, which content-addressed blobs need. Key and nonce are derived: the key
    /// from the person's, the nonce from the content, so that a nonce comes a second time with the same content only.
    /// </summary>
    public byte[] SealRepeatably(string place, ReadOnlySpan<byte> content)
    {
        var made = Begin(Repeatable, content.Length);
        var nonceKey = Derive("facegrid repeatable nonce 1");
        byte[] named = [.. Encoding.UTF8.GetBytes(place + '\n'), .. content];
        HMACSHA256.HashData(nonceKey, named).AsSpan(0, GcmBox.NonceSize).CopyTo(made.AsSpan(HeaderSize));
        using var repeatable = RepeatableCipher();
        GcmBox.Seal(repeatable, content, Data(made, place, ""), made.AsSpan(HeaderSize));
        CryptographicOperations.ZeroMemory(nonceKey);
        return made;
    }

    /// <exception cref="GridRequestException">
    /// <see cref="GridError.DamagedRecord"/>: altered, or sealed for another person or place.
    /// </exception>
    public byte[] Open(string place, string modelVersion, ReadOnlySpan<byte> sealedBytes)
    {
        if (IdOf(sealedBytes) is null || !sealedBytes[1..HeaderSize].SequenceEqual(_id))
        {
            throw Faults.Damaged(_owner, place);
        }

        var content = new byte[sealedBytes.Length - HeaderSize - GcmBox.Overhead];
        try
        {
            using var repeatable = sealedBytes[0] == Repeatable ? RepeatableCipher() : null;
            GcmBox.Open(repeatable ?? _cipher, sealedBytes[HeaderSize..], Data(sealedBytes, place, modelVersion), content);
            return content;
        }
        catch (CryptographicException)
        {
            throw Faults.Damaged(_owner, place);
        }
    }

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }

    private static WrappedKey Wrap(IKeyEncryption encryption, string owner, string id, ReadOnlySpan<byte> key) =>
        new(id, encryption.CurrentId, encryption.Wrap(key, KeyData(owner, id, encryption.CurrentId)));

    private static byte[] KeyData(string owner, string id, string keyEncryptionKey) =>
        Encoding.UTF8.GetBytes($"facegrid person key 1\n{keyEncryptionKey}\n{id}\n{owner}");

    private byte[] Begin(byte format, int length)
    {
        var made = new byte[HeaderSize + GcmBox.Overhead + length];
        made[0] = format;
        _id.CopyTo(made, 1);
        return made;
    }

    private byte[] Data(ReadOnlySpan<byte> sealedBytes, string place, string modelVersion) =>
        [.. sealedBytes[..HeaderSize], .. Encoding.UTF8.GetBytes($"{place}\n{_owner}\n{modelVersion}")];

    private AesGcm RepeatableCipher()
    {
        var derived = Derive("facegrid repeatable key 1");
        var made = new AesGcm(derived, GcmBox.TagSize);
        CryptographicOperations.ZeroMemory(derived);
        return made;
    }

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, GcmBox.KeySize, info: Encoding.UTF8.GetBytes(purpose));
}
