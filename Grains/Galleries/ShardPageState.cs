namespace FaceGrid.Grains.Galleries;

/// <summary>What storage keeps of one page: the unit that an enrolment writes, so its cost does not grow with K.</summary>
[GenerateSerializer]
[Alias("FaceGrid.ShardPageState")]
public sealed class ShardPageState
{
    [Id(0)]
    public List<ShardPageEntry> Entries { get; set; } = [];
}
