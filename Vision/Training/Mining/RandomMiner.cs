using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// For each ordered pair of photos of one person a random photo of another person: the baseline that mining is compared with. Has no state.
/// </summary>
/// <param name="seed">Of the draws; those of a step depend on the seed and the step alone.</param>
public sealed class RandomMiner(int seed) : ITripletMiner
{
    /// <inheritdoc/>
    public TripletMining Kind => TripletMining.Random;

    /// <inheritdoc/>
    public byte[] State => [];

    /// <inheritdoc/>
    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.RequireMatching(distances, people);
        var random = TripletMiners.RandomOf(seed, step);
        var found = new TripletList();
        var others = new List<int>(people.Length);
        for (var a = 0; a < people.Length; a++)
        {
            others.Clear();
            for (var n = 0; n < people.Length; n++)
            {
                if (people[n] != people[a])
                {
                    others.Add(n);
                }
            }

            for (var p = 0; p < people.Length && others.Count > 0; p++)
            {
                if (p != a && people[p] == people[a])
                {
                    found.Add(a, p, others[random.Next(others.Count)]);
                }
            }
        }

        return found.ToIndices();
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> state) => TripletMiners.RequireEmpty(state, Kind);
}
