namespace FaceGrid.Vision.Training.Mining;

/// <summary>Batch-hard mining; see <see cref="BatchHardMiner"/>.</summary>
public sealed class HardestMiner : ITripletMiner
{
    public const string MinerName = "batch-hard";

    public string Name => MinerName;

    public byte[] State => [];

    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.DemandMatching(distances, people);
        return BatchHardMiner.Mine(distances.Values, people);
    }

    public void Restore(ReadOnlySpan<byte> state) => TripletMiners.DemandEmpty(state, Name);
}
