namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Chooses the triplets of a batch. What it gives depends on its arguments and its <see cref="State"/> alone, so that a run
/// which goes on elsewhere mines the same.
/// </summary>
public interface ITripletMiner
{
    /// <summary>As <c>--mining</c> has it.</summary>
    string Name { get; }

    /// <summary>What it has learned from earlier batches; empty where it keeps nothing.</summary>
    byte[] State { get; }

    /// <param name="distances">Of the N photos.</param>
    /// <param name="people">N: whose photo each is.</param>
    /// <param name="photos">N: which photo of the whole set each is, from 0; only who remembers triplets looks at it.</param>
    /// <param name="step">The number of the step: draws of different steps differ.</param>
    /// <returns>Positions in the batch; none where nothing is left to learn from it.</returns>
    TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step);

    /// <summary>Goes on from a <see cref="State"/>.</summary>
    /// <exception cref="ArgumentException">It is not of this miner with these settings.</exception>
    void Restore(ReadOnlySpan<byte> state);
}
