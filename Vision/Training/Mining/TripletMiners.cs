using System.Text.Json;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>Creates miners, and converts between <see cref="TripletMining"/> and its words.</summary>
public static class TripletMiners
{
    /// <summary>The words of <c>--mining</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<TripletMining>().Select(NameOf)];

    /// <summary>The word of a kind of mining: <c>semi-hard</c>.</summary>
    public static string NameOf(TripletMining mining) => JsonNamingPolicy.KebabCaseLower.ConvertName(mining.ToString());

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="BadInputException">No such mining; the message lists the names.</exception>
    public static TripletMining Parse(string name) => Enum.GetValues<TripletMining>().Where(m => NameOf(m) == name).ToArray() is [var found]
        ? found
        : throw new BadInputException($"mining {name}", $"is none of {string.Join(", ", Names)}");

    /// <param name="mining">Which miner.</param>
    /// <param name="margin">α of the loss, on squared L2.</param>
    /// <param name="seed">Of random draws.</param>
    public static ITripletMiner Create(TripletMining mining, double margin, int seed) => mining switch
    {
        TripletMining.Random => new RandomMiner(seed),
        TripletMining.SemiHard => new SemiHardMiner(margin),
        TripletMining.BatchHard => new HardestMiner(),
        TripletMining.Persistent => new PersistentMiner(new PersistentMinerOptions { Margin = margin, Seed = seed }),
        _ => throw new ArgumentOutOfRangeException(nameof(mining), mining, null),
    };

    /// <summary>A generator that depends on seed and step alone.</summary>
    internal static Random RandomOf(int seed, int step) =>
        new((int)(SeededRandom.Mix(SeededRandom.Mix((uint)seed) ^ (uint)step) >> 33));

    internal static void RequireMatching(BatchDistances distances, ReadOnlySpan<long> people)
    {
        if (distances.Count != people.Length)
        {
            throw new ArgumentException($"distances of {distances.Count} photos and {people.Length} people", nameof(people));
        }
    }

    internal static void RequireEmpty(ReadOnlySpan<byte> state, TripletMining mining)
    {
        if (!state.IsEmpty)
        {
            throw new ArgumentException($"{state.Length} bytes of state, but {NameOf(mining)} mining has none", nameof(state));
        }
    }
}
