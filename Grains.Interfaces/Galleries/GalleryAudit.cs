namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The self-audit of a gallery: how far its people lie apart, and pairs that are too near to be two people.</summary>
/// <param name="Statistics">Without the suspicious pairs.</param>
/// <param name="Checked">People of the sample; each was compared with everyone in the gallery.</param>
/// <param name="NearestAllowed">Pairs nearer than this squared distance are suspicious; 0: too few people for the rule.</param>
/// <param name="Suspicious">The nearest pairs, at most <see cref="MostPairs"/>.</param>
/// <param name="SuspiciousCount">Number of all of them.</param>
/// <param name="PairShares">Shares of the pairs of the sample in bars of equal width from 0 to 4.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryAudit")]
public sealed record GalleryAudit(
    [property: Id(0)] GalleryStatistics Statistics,
    [property: Id(1)] int Checked,
    [property: Id(2)] double NearestAllowed,
    [property: Id(3)] IReadOnlyList<SuspiciousPair> Suspicious,
    [property: Id(4)] int SuspiciousCount,
    [property: Id(5)] double[] PairShares)
{
    public const int MostPairs = 100;

    /// <summary>Number of <see cref="PairShares"/>.</summary>
    public const int Bars = 200;
}
