using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Generators that depend on a seed, a use and a counter alone. The draws of a step are a function of its number, so that a resumed run
/// draws the same without a saved generator state.
/// </summary>
internal static class CounterRandom
{
    /// <summary>The order of photos or people in a round.</summary>
    public const ulong Order = 1;

    /// <summary>Mirroring and augmentation of a photo of a batch.</summary>
    public const ulong Views = 2;

    /// <summary>The choice among a person's photos.</summary>
    public const ulong PhotosOfPerson = 3;

    /// <summary>The held-out people, and the pairs of a validation.</summary>
    public const ulong HeldOut = 4;

    /// <summary>Pairs and triplets of a batch.</summary>
    public const ulong Mining = 5;

    /// <summary>The photos of each blend.</summary>
    public const ulong Blends = 6;

    /// <summary>A generator.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="use">One of the constants.</param>
    /// <param name="counter">For example the number of the step.</param>
    /// <param name="index">For example the number of the photo in the batch.</param>
    public static Random For(int seed, ulong use, ulong counter, ulong index = 0) =>
        new((int)(SeededRandom.Mix(SeededRandom.Mix(SeededRandom.Mix(((ulong)(uint)seed << 8) + use) ^ counter) + index) >> 33));
}
