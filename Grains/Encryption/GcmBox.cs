using System.Security.Cryptography;

namespace FaceGrid.Grains.Encryption;

/// <summary>AES-256-GCM (NIST SP 800-38D) in one piece: nonce (12 bytes), ciphertext, tag (16).</summary>
internal static class GcmBox
{
    public const int KeySize = 32;
    public const int NonceSize = 12;
    public const int TagSize = 16;
    public const int Overhead = NonceSize + TagSize;

    /// <summary>
    /// Encrypts into <paramref name="box"/>, which is <see cref="Overhead"/> longer than the content and begins with the nonce.
    /// </summary>
    public static void Seal(AesGcm cipher, ReadOnlySpan<byte> content, ReadOnlySpan<byte> associatedData, Span<byte> box) =>
        cipher.Encrypt(box[..NonceSize], content, box[NonceSize..^TagSize], box[^TagSize..], associatedData);

    /// <exception cref="CryptographicException">Too short, altered, or sealed with another key or other associated data.</exception>
    public static void Open(AesGcm cipher, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData, Span<byte> content)
    {
        if (box.Length != content.Length + Overhead)
        {
            throw new AuthenticationTagMismatchException();
        }

        cipher.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], content, associatedData);
    }
}
