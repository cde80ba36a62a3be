namespace FaceGrid.Grains.Galleries;

/// <summary>State of one page: the unit that an enrolment writes, so the cost of an enrolment does not grow with K.</summary>
[GenerateSerializer]
[Alias("FaceGrid.ShardPageState")]
public sealed class ShardPageState
{
    [Id(0)]
    public List<ShardPageEntry> Entries { get; set; } = [];
}
