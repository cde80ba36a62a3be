using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>State of a gallery: tens of bytes, independent of the number of people.</summary>
[GenerateSerializer]
[Alias("FaceGrid.GalleryState")]
public sealed class GalleryState
{
    /// <summary>Set by the first enrolment.</summary>
    [Id(0)]
    public string? ModelVersion { get; set; }

    /// <summary>Numbers of the shards of <see cref="ModelVersion"/>. A number is never reused.</summary>
    [Id(1)]
    public List<int> Shards { get; set; } = [];

    /// <summary>Shards of the tenant's former and future model versions, by version. Numbers are unique among all shards.</summary>
    [Id(3)]
    public Dictionary<string, List<int>> Others { get; set; } = [];

    /// <summary>Null until the owner sets one.</summary>
    [Id(2)]
    public DecisionPolicy? Policy { get; set; }

    /// <summary>Grows whenever <see cref="Rebalance"/> changes.</summary>
    [Id(4)]
    public long Layout { get; set; }

    /// <summary>The rebalance in progress; null: none.</summary>
    [Id(5)]
    public Rebalance? Rebalance { get; set; }

    /// <summary>Highest number of a closed shard. The lists no longer have it, and no new shard may get it.</summary>
    [Id(6)]
    public int HighestClosed { get; set; } = -1;
}
