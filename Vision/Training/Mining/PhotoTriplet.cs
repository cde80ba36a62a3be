namespace FaceGrid.Vision.Training.Mining;

/// <summary>A triplet by the numbers that its photos have in the whole set.</summary>
public readonly record struct PhotoTriplet(long Anchor, long Positive, long Negative)
{
    /// <summary>Photos beyond this number do not fit a <see cref="Key"/>: 2,097,152 photos.</summary>
    public const long MostPhotos = 1L << Bits;

    private const int Bits = 21;

    /// <summary>The three numbers in 63 bits.</summary>
    public long Key => (((Anchor << Bits) | Positive) << Bits) | Negative;

    public static PhotoTriplet Of(long key) => new(key >> (2 * Bits), (key >> Bits) & (MostPhotos - 1), key & (MostPhotos - 1));
}
