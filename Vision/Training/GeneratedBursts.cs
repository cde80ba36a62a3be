using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training;

/// <summary>Bursts of made-up people by number, kept as grey frames: number i is always the same burst.</summary>
public sealed class GeneratedBursts
{
    /// <summary>The attacks that a network is trained on. A film of a person is not among them: its movement is the person's.</summary>
    private static readonly BurstKind[] Attacks = [BurstKind.HeldPrint, BurstKind.WavedPrint, BurstKind.BentPrint, BurstKind.Screen];

    private readonly MadeUpPeople _people;
    private readonly ulong _seed;

    /// <param name="population">Of <see cref="MadeUpPeople"/>.</param>
    /// <param name="seed">Of conditions and movement.</param>
    public GeneratedBursts(int population, int seed)
    {
        _people = new MadeUpPeople((ulong)population);
        _seed = SeededRandom.Mix(((ulong)population << 32) + (ulong)seed);
    }

    /// <summary>Even numbers are live, odd ones attacks in turn.</summary>
    public static BurstKind KindOf(int number) => number % 2 == 0 ? BurstKind.Live : Attacks[number / 2 % Attacks.Length];

    /// <param name="size">Side of the frames; the network sees them at 56 in any case.</param>
    public FaceBurst Render(int number, BurstKind kind, int size = BurstInput.Side) =>
        BurstRenderer.Render(_people.Traits(number % MadeUpPeople.MostPeople), kind, SeededRandom.Mix(_seed + (ulong)number), size);

    /// <summary>Numbers 0 to <paramref name="count"/> - 1, rendered on every core.</summary>
    internal GreyBurst[] Grey(int count, Func<int, BurstKind> kindOf, Action<int>? progress, CancellationToken cancellation)
    {
        var bursts = new GreyBurst[count];
        var done = 0;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var burst = Render(i, kindOf(i));
            bursts[i] = new GreyBurst(burst.Kind, [.. burst.Frames.Select(BurstInput.Grey)], EyeSignals.Of(burst, _seed + (ulong)i));
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        return bursts;
    }
}
