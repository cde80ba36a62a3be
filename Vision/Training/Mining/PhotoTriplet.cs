namespace FaceGrid.Vision.Training.Mining;

/// <summary>A triplet of photos by their numbers in the whole set (<see cref="PhotoNumbers"/>).</summary>
/// <param name="Anchor">Number of the anchor.</param>
/// <param name="Positive">Number of another photo of the same person.</param>
/// <param name="Negative">Number of a photo of another person.</param>
public readonly record struct PhotoTriplet(long Anchor, long Positive, long Negative)
{
    /// <summary>A <see cref="Key"/> holds numbers below this: 2 097 152 photos.</summary>
    public const long MostPhotos = 1L << Bits;

    private const int Bits = 21;

    /// <summary>The three numbers in 63 bits, 21 each.</summary>
    public long Key => (((Anchor << Bits) | Positive) << Bits) | Negative;

    /// <summary>The triplet of a <see cref="Key"/>.</summary>
    public static PhotoTriplet Of(long key) => new(key >> (2 * Bits), (key >> Bits) & (MostPhotos - 1), key & (MostPhotos - 1));
}
