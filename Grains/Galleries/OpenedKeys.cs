using System.Security.Cryptography;
using FaceGrid.Grains.Encryption;

namespace FaceGrid.Grains.Galleries;

/// <summary>The keys of a page's people, unwrapped: ids (16 bytes) and keys (32) one after the other. Zeroed when disposed.</summary>
internal sealed class OpenedKeys(byte[] content) : IDisposable
{
    public const int Size = PersonKey.IdSize + GcmBox.KeySize;

    public static OpenedKeys None { get; } = new([]);

    public IEnumerable<Guid> Ids
    {
        get
        {
            for (var at = 0; at < content.Length; at += Size)
            {
                yield return new Guid(content.AsSpan(at, PersonKey.IdSize));
            }
        }
    }

    /// <summary>The key of this id; empty if it is not among them.</summary>
    public ReadOnlySpan<byte> Find(Guid id)
    {
        for (var at = 0; at < content.Length; at += Size)
        {
            if (new Guid(content.AsSpan(at, PersonKey.IdSize)) == id)
            {
                return content.AsSpan(at + PersonKey.IdSize, GcmBox.KeySize);
            }
        }

        return [];
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(content);
}
