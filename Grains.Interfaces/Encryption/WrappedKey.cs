namespace FaceGrid.Grains.Interfaces.Encryption;

/// <summary>A person's data key as it is stored and sent: encrypted under a key-encryption key.</summary>
/// <param name="Id">32 hexadecimal digits, drawn with the key and part of each ciphertext. Unchanged when the key is wrapped again.</param>
/// <param name="KeyEncryptionKey">Id of the key-encryption key.</param>
/// <param name="Bytes">Nonce (12 bytes), encrypted key (32), tag (16).</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.WrappedKey")]
public sealed record WrappedKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string KeyEncryptionKey,
    [property: Id(2)] byte[] Bytes);
