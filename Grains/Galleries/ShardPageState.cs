using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>State of one page: the unit that an enrolment writes, so the cost of an enrolment does not grow with K.</summary>
[GenerateSerializer]
[Alias("FaceGrid.ShardPageState")]
public sealed class ShardPageState : IErasingState
{
    [Id(0)]
    public List<ShardPageEntry> Entries { get; set; } = [];

    /// <summary>True if storage has an entry of a removed person, which the write erases. Not stored.</summary>
    [field: NonSerialized]
    internal bool Erases { get; init; }

    bool IErasingState.Erases => Erases;
}
