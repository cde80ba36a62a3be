using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Semi-hard mining (Schroff et al. 2015, FaceNet, section 3.2): for each ordered pair of photos of one person the nearest
/// negative among those that are farther than the positive but by less than the margin, d(A,P) &lt; d(A,N) &lt; d(A,P) + α.
/// <para>
/// Where every negative is farther than that, the pair has no loss and is left out. Where no negative is farther than the positive, the
/// farthest negative is taken: the least hard of the hard ones. Has no state.
/// </para>
/// </summary>
/// <param name="margin">α on squared L2, 0 or more.</param>
public sealed class SemiHardMiner(double margin) : ITripletMiner
{
    /// <inheritdoc/>
    public TripletMining Kind => TripletMining.SemiHard;

    /// <inheritdoc/>
    public byte[] State => [];

    /// <inheritdoc/>
    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.RequireMatching(distances, people);
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

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> state) => TripletMiners.RequireEmpty(state, Kind);

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
