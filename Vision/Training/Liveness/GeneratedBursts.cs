using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Liveness;

/// <summary>Bursts of synthetic people by number: equal numbers give equal bursts.</summary>
public sealed class GeneratedBursts
{
    /// <summary>
    /// The attacks that a network is trained on. A replayed film is left out, because its movement is that of a live person.
    /// </summary>
    private static readonly BurstKind[] Attacks = [BurstKind.HeldPrint, BurstKind.WavedPrint, BurstKind.BentPrint, BurstKind.Screen];

    private readonly SyntheticPeople _people;
    private readonly ulong _seed;

    /// <param name="population">Population of <see cref="SyntheticPeople"/>.</param>
    /// <param name="seed">Of the conditions and the movement.</param>
    public GeneratedBursts(int population, int seed)
    {
        _people = new SyntheticPeople((ulong)population);
        _seed = SeededRandom.Mix(((ulong)population << 32) + (ulong)seed);
    }

    /// <summary>The kind of a training burst: even numbers are live, odd numbers cycle through the attacks.</summary>
    public static BurstKind KindOf(int number) => number % 2 == 0 ? BurstKind.Live : Attacks[number / 2 % Attacks.Length];

    /// <summary>Renders a burst.</summary>
    /// <param name="number">Number of the burst, 0 or more.</param>
    /// <param name="kind">Live, or the attack.</param>
    /// <param name="size">Side of the frames in pixels; the network scales them to 56.</param>
    public FaceBurst Render(int number, BurstKind kind, int size = BurstInput.Side) =>
        BurstRenderer.Render(_people.Traits(number % SyntheticPeople.MaxPeople), kind, SeededRandom.Mix(_seed + (ulong)number), size);

    /// <summary>Renders numbers 0 to <paramref name="count"/> − 1 on every core and converts them for the network.</summary>
    internal GreyBurst[] Grey(int count, Func<int, BurstKind> kindOf, Action<int>? progress, CancellationToken cancellation)
    {
        var bursts = new GreyBurst[count];
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, count, parallel, i =>
        {
            var burst = Render(i, kindOf(i));
            bursts[i] = new GreyBurst(burst.Kind, [.. burst.Frames.Select(BurstInput.Grey)], EyeSignals.Of(burst, _seed + (ulong)i));
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        return bursts;
    }
}
