using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Generators that depend on a seed, a use and a counter alone. What a step draws is a function of its number, so a run that
/// goes on elsewhere draws the same without any generator's state having been kept.
/// </summary>
internal static class CounterRandom
{
    /// <summary>The order of photos or people in a round.</summary>
    public const ulong Order = 1;

    /// <summary>Mirroring and augmentation of a photo of a batch.</summary>
    public const ulong Views = 2;

    /// <summary>Which photos of a person are taken.</summary>
    public const ulong PhotosOfPerson = 3;

    /// <summary>Who is held out, and which pairs are judged.</summary>
    public const ulong HeldOut = 4;

    /// <summary>What a miner draws.</summary>
    public const ulong Mining = 5;

    /// <summary>Who is blended with whom.</summary>
    public const ulong Blends = 6;

    public static Random For(int seed, ulong use, ulong counter, ulong index = 0) =>
        new((int)(SeededRandom.Mix(SeededRandom.Mix(SeededRandom.Mix(((ulong)(uint)seed << 8) + use) ^ counter) + index) >> 33));
}
