namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>How full a shard is. Unlike <see cref="ShardSize"/> it counts prepared entries as well.</summary>
/// <param name="InDoubt">Number of people whose entry is prepared and not yet committed or aborted.</param>
/// <param name="Unreadable">Quarantined entries, not counted in <paramref name="People"/>.</param>
/// <param name="DrainsFor">Layout of the gallery that the shard is drained for; null: it is not drained.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardLoad")]
public sealed record ShardLoad(
    [property: Id(0)] int People,
    [property: Id(1)] int Templates,
    [property: Id(2)] int InDoubt,
    [property: Id(3)] int Unreadable,
    [property: Id(4)] long? DrainsFor = null);
