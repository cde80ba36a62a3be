using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Batch-hard mining (Hermans et al. 2017, "In Defense of the Triplet Loss", equation 5): for each photo as anchor the farthest photo of
/// the same person and the nearest of another person. Anchors without a positive or a negative are left out. Has no state.
/// </summary>
public sealed class HardestMiner : ITripletMiner
{
    /// <inheritdoc/>
    public TripletMining Kind => TripletMining.BatchHard;

    /// <inheritdoc/>
    public byte[] State => [];

    /// <inheritdoc/>
    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.RequireMatching(distances, people);
        var found = new TripletList();
        for (var a = 0; a < people.Length; a++)
        {
            var (positive, negative) = (-1, -1);
            for (var i = 0; i < people.Length; i++)
            {
                var d = distances[a, i];
                if (people[i] == people[a])
                {
                    if (i != a && (positive < 0 || d > distances[a, positive]))
                    {
                        positive = i;
                    }
                }
                else if (negative < 0 || d < distances[a, negative])
                {
                    negative = i;
                }
            }

            if (positive >= 0 && negative >= 0)
            {
                found.Add(a, positive, negative);
            }
        }

        return found.ToIndices();
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> state) => TripletMiners.RequireEmpty(state, Kind);
}
