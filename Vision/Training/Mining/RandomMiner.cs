namespace FaceGrid.Vision.Training.Mining;

/// <summary>For each ordered pair of photos of one person any photo of somebody else: what mining is compared with.</summary>
public sealed class RandomMiner(int seed) : ITripletMiner
{
    public const string MinerName = "random";

    public string Name => MinerName;

    public byte[] State => [];

    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.DemandMatching(distances, people);
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

    public void Restore(ReadOnlySpan<byte> state) => TripletMiners.DemandEmpty(state, Name);
}
