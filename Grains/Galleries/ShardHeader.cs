namespace FaceGrid.Grains.Galleries;

/// <summary>State of a shard beside its pages.</summary>
[GenerateSerializer]
[Alias("FaceGrid.ShardHeader")]
public sealed class ShardHeader
{
    /// <summary>Set by the first entry; all entries are of this version.</summary>
    [Id(0)]
    public string? ModelVersion { get; set; }

    /// <summary>Pages 0 to this minus one may exist; one that does not is empty.</summary>
    [Id(1)]
    public int PageCount { get; set; }

    /// <summary>Searches with an earlier layout are refused.</summary>
    [Id(2)]
    public long Layout { get; set; }

    /// <summary>The shard is being drained for this <see cref="Layout"/> and admits no one.</summary>
    [Id(3)]
    public bool IsDraining { get; set; }
}
