using FaceGrid.Vision.Synthetic;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>The miners by name.</summary>
public static class TripletMiners
{
    /// <summary>As <c>--mining</c> has them.</summary>
    public static IReadOnlyList<string> Names { get; } = [RandomMiner.MinerName, SemiHardMiner.MinerName, HardestMiner.MinerName, PersistentMiner.MinerName];

    /// <param name="margin">α of the loss, on squared L2.</param>
    /// <exception cref="BadInputException">No such miner.</exception>
    public static ITripletMiner Create(string name, double margin, int seed) => name switch
    {
        RandomMiner.MinerName => new RandomMiner(seed),
        SemiHardMiner.MinerName => new SemiHardMiner(margin),
        HardestMiner.MinerName => new HardestMiner(),
        PersistentMiner.MinerName => new PersistentMiner(new PersistentMinerOptions { Margin = margin, Seed = seed }),
        _ => throw new BadInputException($"mining '{name}'", $"no such mining; there are {string.Join(", ", Names)}"),
    };

    /// <param name="encodings">N x D; no gradient flows through what is mined.</param>
    /// <inheritdoc cref="ITripletMiner.Mine"/>
    public static TripletIndices Mine(this ITripletMiner miner, Tensor encodings, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step) =>
        miner.Mine(BatchDistances.Of(encodings), people, photos, step);

    /// <summary>A generator that depends on seed and step alone.</summary>
    internal static Random RandomOf(int seed, int step) =>
        new((int)(SeededRandom.Mix(SeededRandom.Mix((uint)seed) ^ (uint)step) >> 33));

    internal static void DemandMatching(BatchDistances distances, ReadOnlySpan<long> people)
    {
        if (distances.Count != people.Length)
        {
            throw new ArgumentException($"distances of {distances.Count} photos and {people.Length} people", nameof(people));
        }
    }

    internal static void DemandEmpty(ReadOnlySpan<byte> state, string name)
    {
        if (!state.IsEmpty)
        {
            throw new ArgumentException($"{state.Length} bytes, but {name} mining keeps nothing", nameof(state));
        }
    }
}
