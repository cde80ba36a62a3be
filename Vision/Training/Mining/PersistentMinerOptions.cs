namespace FaceGrid.Vision.Training.Mining;

/// <summary>Settings of a <see cref="PersistentMiner"/>.</summary>
public sealed record PersistentMinerOptions
{
    /// <summary>α on squared L2: a triplet is satisfied from d(A,P) + α ≤ d(A,N) on.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>Seed of the order in which negatives are examined.</summary>
    public int Seed { get; init; }

    /// <summary>Steps for which a satisfied triplet is skipped; then it is examined again, because the weights have changed.</summary>
    public int RestSteps { get; init; } = 2000;

    /// <summary>Capacity for resting triplets, 12 bytes each; when it is full, the one that would end its rest first is dropped.</summary>
    public int Remembered { get; init; } = 1 << 17;

    /// <summary>Capacity for violated triplets, 24 bytes each; when it is full, the oldest is dropped.</summary>
    public int Pending { get; init; } = 1 << 12;

    /// <exception cref="ArgumentException">A value out of range; the exception names the property.</exception>
    public void Validate()
    {
        Require(Margin >= 0, nameof(Margin));
        Require(RestSteps >= 1, nameof(RestSteps));
        Require(Remembered >= RestingTriplets.Ways, nameof(Remembered));
        Require(Pending >= 1, nameof(Pending));
    }

    private static void Require(bool holds, string name)
    {
        if (!holds)
        {
            throw new ArgumentException("out of range", name);
        }
    }
}
