using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>One person's entry in a shard's memory.</summary>
internal sealed class ShardSlot(ShardPage page, int owner, HeldEntry held)
{
    public ShardPage Page { get; } = page;

    /// <summary>Index of the person in the packed templates.</summary>
    public int Owner { get; } = owner;

    /// <summary>What the page holds, or will at its next write.</summary>
    public HeldEntry Held { get; set; } = held;

    public ShardEntry Entry => Held.Entry;

    /// <summary>Since when the identity's decision is awaited; null: decided.</summary>
    public DateTimeOffset? DoubtfulSince { get; set; }

    /// <summary>Rows that searches see; empty until the first commit.</summary>
    public int[] Rows { get; set; } = [];

    /// <summary>The entry behind <see cref="Rows"/>: what the identity has decided, while <see cref="Entry"/> may be ahead of it.</summary>
    public ShardEntry? Published { get; set; }

    /// <summary>Row of the mean template, where the means are packed.</summary>
    public int? MeanRow { get; set; }
}
