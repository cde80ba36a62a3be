using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>
/// Detects photos that were saved with red and blue exchanged. Skin of every shade reflects more red than blue, so that the centre of a
/// face photo has more red than blue unless the photo is grey or lit by a coloured lamp. With exchanged channels a detector finds only half
/// of the faces, and the encodings are meaningless.
/// </summary>
public static class ColourOrder
{
    /// <summary>Difference between the channels' means, in levels of 255, above which a photo counts as coloured.</summary>
    private const double Coloured = 4;

    /// <summary>Mean of red minus mean of blue over the central half of the image in both directions; −255 to 255.</summary>
    public static double Redness(RgbImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var (left, top) = (photo.Width / 4, photo.Height / 4);
        var (width, height) = (Math.Max(1, photo.Width / 2), Math.Max(1, photo.Height / 2));
        long sum = 0;
        for (var y = top; y < top + height; y++)
        {
            var row = photo.Pixels.AsSpan(((y * photo.Width) + left) * 3, width * 3);
            for (var x = 0; x < row.Length; x += 3)
            {
                sum += row[x] - row[x + 2];
            }
        }

        return sum / ((double)width * height);
    }

    /// <summary>The photo is coloured and has more blue than red at its centre.</summary>
    public static bool LooksExchanged(RgbImage photo) => Redness(photo) < -Coloured;

    /// <summary>
    /// The channel order of a source: <see cref="ChannelOrder.Bgr"/> if most of its coloured photos have more blue than red.
    /// </summary>
    /// <param name="redness"><see cref="Redness"/> of a sample of its photos.</param>
    public static ChannelOrder OfSource(IEnumerable<double> redness)
    {
        var coloured = redness.Where(r => Math.Abs(r) > Coloured).ToList();
        return 2 * coloured.Count(r => r < 0) > coloured.Count ? ChannelOrder.Bgr : ChannelOrder.Rgb;
    }

    /// <summary>
    /// The photo with red first. In a source with exchanged channels, photos that do not look exchanged are left unchanged, because such
    /// sets are often mixed.
    /// </summary>
    /// <param name="photo">Not changed.</param>
    /// <param name="source">Channel order of the source.</param>
    public static RgbImage RedFirst(RgbImage photo, ChannelOrder source) =>
        source == ChannelOrder.Bgr && LooksExchanged(photo) ? Exchanged(photo) : photo;

    /// <summary>A copy with red and blue exchanged.</summary>
    public static RgbImage Exchanged(RgbImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var result = new RgbImage(photo.Width, photo.Height);
        for (var i = 0; i < result.Pixels.Length; i += 3)
        {
            (result.Pixels[i], result.Pixels[i + 1], result.Pixels[i + 2]) = (photo.Pixels[i + 2], photo.Pixels[i + 1], photo.Pixels[i]);
        }

        return result;
    }
}
