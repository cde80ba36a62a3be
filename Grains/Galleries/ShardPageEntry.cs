namespace FaceGrid.Grains.Galleries;

/// <summary>One person's entry in a page.</summary>
/// <param name="Doubtful">Written before the identity decided: at activation the identity is asked.</param>
[GenerateSerializer]
[Alias("FaceGrid.ShardPageEntry")]
public sealed record ShardPageEntry([property: Id(0)] ShardEntry Entry, [property: Id(1)] bool Doubtful);
