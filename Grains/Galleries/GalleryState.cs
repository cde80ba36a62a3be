using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>What storage keeps of a gallery: tens of bytes, whatever its size.</summary>
[GenerateSerializer]
[Alias("FaceGrid.GalleryState")]
public sealed class GalleryState
{
    /// <summary>Set by the first enrolment.</summary>
    [Id(0)]
    public string? ModelVersion { get; set; }

    /// <summary>Numbers are never used twice.</summary>
    [Id(1)]
    public List<int> Shards { get; set; } = [];

    /// <summary>Shards of versions that the tenant may come to use, or used before, by version. Numbers are unique among all.</summary>
    [Id(3)]
    public Dictionary<string, List<int>> Others { get; set; } = [];

    /// <summary>Null until the owner says something.</summary>
    [Id(2)]
    public DecisionPolicy? Policy { get; set; }

    /// <summary>Grows whenever <see cref="Rebalance"/> changes.</summary>
    [Id(4)]
    public long Layout { get; set; }

    /// <summary>What the balancer is at; null: nothing.</summary>
    [Id(5)]
    public Rebalance? Rebalance { get; set; }

    /// <summary>The highest number of a shard that was closed: the lists do not have it any more, and still no shard may get it again.</summary>
    [Id(6)]
    public int HighestClosed { get; set; } = -1;
}
