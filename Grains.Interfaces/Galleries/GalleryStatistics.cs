namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The distances between a gallery's own people, for one model version and fusion (docs/adr/0021).</summary>
/// <param name="Changes">Sum of <see cref="ShardSize.Changes"/> when they were measured.</param>
/// <param name="People">Searchable people when they were measured.</param>
/// <param name="Comparisons">Templates (or fused people) that each person of the sample was compared with.</param>
/// <param name="Nearest">
/// For each person of the sample the squared distance to the nearest other person, ascending; empty: too few people.
/// </param>
/// <param name="PairMean">The tail of the distances between any two people of the sample is a normal distribution of this mean,</param>
/// <param name="PairDeviation">and of this standard deviation.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryStatistics")]
public sealed record GalleryStatistics(
    [property: Id(0)] long Changes,
    [property: Id(1)] int People,
    [property: Id(2)] long Comparisons,
    [property: Id(3)] double[] Nearest,
    [property: Id(4)] double PairMean,
    [property: Id(5)] double PairDeviation)
{
    /// <summary>Nothing has been measured yet.</summary>
    public static GalleryStatistics None { get; } = new(0, 0, 0, [], 0, 0);

    /// <summary>False once one person in twenty has changed; in a gallery of fewer than forty people, any person.</summary>
    public bool IsFresh(long changes) => People > 0 && Math.Abs(changes - Changes) < Math.Max(1, People / 20);
}
