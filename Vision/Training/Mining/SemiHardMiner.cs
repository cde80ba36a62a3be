namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Semi-hard mining (Schroff et al. 2015, FaceNet, section 3.2): for each ordered pair of photos of one person the nearest
/// negative among those that are farther than the positive but by less than the margin, d(A,P) &lt; d(A,N) &lt; d(A,P) + α.
/// <para>
/// Where every negative is farther than that, the pair has nothing to teach and is left out. Where none is farther than the
/// positive, the farthest negative is taken: the least hard of the hard ones, so that a pair never goes without one.
/// </para>
/// </summary>
/// <param name="margin">α on squared L2.</param>
public sealed class SemiHardMiner(double margin) : ITripletMiner
{
    public const string MinerName = "semi-hard";

    public string Name => MinerName;

    public byte[] State => [];

    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.DemandMatching(distances, people);
        var found = new TripletList();
        for (var a = 0; a < people.Length; a++)
        {
            for (var p = 0; p < people.Length; p++)
            {
                if (p != a && people[p] == people[a] && Negative(distances, people, a, distances[a, p]) is >= 0 and var n)
                {
                    found.Add(a, p, n);
                }
            }
        }

        return found.ToIndices();
    }

    public void Restore(ReadOnlySpan<byte> state) => TripletMiners.DemandEmpty(state, Name);

    private int Negative(BatchDistances distances, ReadOnlySpan<long> people, int anchor, float near)
    {
        var (nearestFarther, farthest) = (-1, -1);
        for (var n = 0; n < people.Length; n++)
        {
            if (people[n] == people[anchor])
            {
                continue;
            }

            var d = distances[anchor, n];
            if (d > near && (nearestFarther < 0 || d < distances[anchor, nearestFarther]))
            {
                nearestFarther = n;
            }

            if (farthest < 0 || d > distances[anchor, farthest])
            {
                farthest = n;
            }
        }

        return nearestFarther < 0 ? farthest : distances[anchor, nearestFarther] < near + margin ? nearestFarther : -1;
    }
}
