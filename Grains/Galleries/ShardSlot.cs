using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>One person's entry in a shard's memory.</summary>
internal sealed class ShardSlot(ShardPage page, DecryptedEntry decrypted)
{
    public ShardPage Page { get; } = page;

    /// <summary>What the page holds, or will hold after its next write.</summary>
    public DecryptedEntry Decrypted { get; set; } = decrypted;

    public ShardEntry Entry => Decrypted.Entry;

    /// <summary>
    /// When the entry was prepared, as <see cref="TimeProvider.GetTimestamp"/>, so that a step of the clock makes no entry older; null: it
    /// is committed. Whether the identity has committed the change is in doubt until then.
    /// </summary>
    public long? PreparedAt { get; set; }

    public bool IsInDoubt => PreparedAt is not null;
}
