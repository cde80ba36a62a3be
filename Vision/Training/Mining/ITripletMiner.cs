using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Chooses the triplets of a batch. The choice depends on the arguments and the <see cref="State"/> alone, so that a resumed run mines the
/// same triplets as one that never stopped.
/// </summary>
public interface ITripletMiner
{
    /// <summary>Which miner it is.</summary>
    TripletMining Kind { get; }

    /// <summary>State from earlier batches, for a checkpoint; empty where the miner has none.</summary>
    byte[] State { get; }

    /// <param name="distances">N x N squared L2 distances of the N photos of the batch.</param>
    /// <param name="people">N: the person in each photo.</param>
    /// <param name="photos">N: number of each photo in the whole set, from 0; used only by miners that remember triplets.</param>
    /// <param name="step">Number of the step, from 0; random draws of different steps differ.</param>
    /// <returns>Positions in the batch; no triplet where the batch has none that the miner would choose.</returns>
    /// <exception cref="ArgumentException">The arguments are of different numbers of photos.</exception>
    TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step);

    /// <summary>Restores a <see cref="State"/>.</summary>
    /// <exception cref="ArgumentException">The state is not of this miner with these settings.</exception>
    void Restore(ReadOnlySpan<byte> state);
}
