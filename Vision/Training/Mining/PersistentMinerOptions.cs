namespace FaceGrid.Vision.Training.Mining;

/// <summary>How a <see cref="PersistentMiner"/> remembers.</summary>
public sealed record PersistentMinerOptions
{
    /// <summary>α on squared L2: a triplet is satisfied from d(A,P) + α ≤ d(A,N) on.</summary>
    public double Margin { get; init; } = 0.2;

    public int Seed { get; init; }

    /// <summary>Steps for which a satisfied triplet is not fed; then it is looked at again, as the network has moved.</summary>
    public int RestSteps { get; init; } = 2000;

    /// <summary>Satisfied triplets that are remembered, 12 bytes each; of more the one that rests least long is forgotten.</summary>
    public int Remembered { get; init; } = 1 << 17;

    /// <summary>Violated triplets that are kept for later batches, 24 bytes each; of more the oldest is forgotten.</summary>
    public int Pending { get; init; } = 1 << 12;

    /// <exception cref="ArgumentException">A value that makes no sense; the property is named.</exception>
    public void Validate()
    {
        Demand(Margin >= 0, nameof(Margin));
        Demand(RestSteps >= 1, nameof(RestSteps));
        Demand(Remembered >= RestingTriplets.Ways, nameof(Remembered));
        Demand(Pending >= 1, nameof(Pending));
    }

    private static void Demand(bool holds, string name)
    {
        if (!holds)
        {
            throw new ArgumentException("out of range", name);
        }
    }
}
