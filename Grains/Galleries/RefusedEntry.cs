using FaceGrid.Grains.Encryption;

namespace FaceGrid.Grains.Galleries;

/// <summary>An entry that cannot be read. It stays as it is until somebody removes or enrols the person: what is wrong may be the store that it is looked up in.</summary>
internal sealed class RefusedEntry(ShardPageEntry stored, GridRequestException reason)
{
    public ShardPageEntry Stored { get; } = stored;

    public GridRequestException Reason { get; } = reason;

    /// <summary>The key that lies beside it, if one does.</summary>
    public WrappedKey? Key { get; set; }
}
