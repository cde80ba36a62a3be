using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Cli.Results;

/// <summary>Distances between the people of a gallery, and its self-audit.</summary>
/// <param name="Checked">Number of people of the sample; each was compared with everyone in the gallery.</param>
/// <param name="NearestOther">
/// Quantiles (0, 1, 10, 50 and 100 %) of the squared distance of a person to the nearest other person; empty: too few people.
/// </param>
/// <param name="NearestAllowed">Pairs nearer than this squared distance are suspicious; 0: too few people for the rule.</param>
/// <param name="Suspicious">Nearest suspicious pairs, nearest first: one person under two names, or twins.</param>
/// <param name="SuspiciousCount">Number of all suspicious pairs; they are left out of the statistics.</param>
internal sealed record OwnPeopleResult(
    int Checked,
    IReadOnlyList<double> NearestOther,
    double NearestAllowed,
    IReadOnlyList<SuspiciousPair> Suspicious,
    int SuspiciousCount)
{
    private static readonly double[] Levels = [0, 0.01, 0.1, 0.5, 1];

    public static OwnPeopleResult Of(GalleryAudit audit)
    {
        var nearest = audit.Statistics.Nearest;
        return new OwnPeopleResult(
            audit.Checked,
            nearest.Length == 0 ? [] : [.. Levels.Select(l => nearest[Math.Min(nearest.Length - 1, (int)(l * nearest.Length))])],
            audit.NearestAllowed,
            audit.Suspicious,
            audit.SuspiciousCount);
    }
}
