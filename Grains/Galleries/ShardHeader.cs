namespace FaceGrid.Grains.Galleries;

/// <summary>What storage keeps of a shard beside its pages.</summary>
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

    /// <summary>Searches that carry an earlier one are not answered.</summary>
    [Id(2)]
    public long Layout { get; set; }

    /// <summary>It gives its people away for this <see cref="Layout"/> and takes nobody.</summary>
    [Id(3)]
    public bool IsDraining { get; set; }
}
