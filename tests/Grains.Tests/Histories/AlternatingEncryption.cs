using FaceGrid.Grains.Encryption;

namespace FaceGrid.Grains.Tests.Histories;

/// <summary>Two key files, one of which is the current one.</summary>
/// <param name="first">Has the first key only.</param>
/// <param name="both">Has both keys; the second is the current one.</param>
internal sealed class AlternatingEncryption(IKeyEncryption first, IKeyEncryption both) : IKeyEncryption
{
    private volatile bool _isSecond;

    public string CurrentId => Current.CurrentId;

    private IKeyEncryption Current => _isSecond ? both : first;

    /// <summary>Makes the other key the current one.</summary>
    public void Alternate() => _isSecond = !_isSecond;

    public bool Has(string id) => both.Has(id);

    public byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData) => Current.Wrap(key, associatedData);

    public void Unwrap(string id, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associatedData, Span<byte> key) =>
        both.Unwrap(id, wrapped, associatedData, key);
}
