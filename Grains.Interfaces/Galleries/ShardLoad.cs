namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>How full a shard is: with those whom no search finds yet, unlike <see cref="ShardSize"/>.</summary>
/// <param name="Doubtful">Of the people: their identities have not decided yet.</param>
/// <param name="Unreadable">Entries that stay where they are, beside the people.</param>
/// <param name="DrainsFor">It gives its people away since the gallery had this layout; null: it does not.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardLoad")]
public sealed record ShardLoad(
    [property: Id(0)] int People,
    [property: Id(1)] int Templates,
    [property: Id(2)] int Doubtful,
    [property: Id(3)] int Unreadable,
    [property: Id(4)] long? DrainsFor = null);
