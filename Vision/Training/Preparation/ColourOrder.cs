using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>
/// Finds photos that were saved with red and blue exchanged. Skin of every shade reflects more red than blue, so that the
/// middle of a face photo is redder than blue unless it is grey, or lit by a coloured lamp; a detector finds half of the
/// faces only when it is shown blue ones, and an encoder encodes them as nobody's.
/// </summary>
public static class ColourOrder
{
    /// <summary>Levels, of 255, by which the channels' means must differ before a photo counts as coloured.</summary>
    private const double Coloured = 4;

    /// <summary>The mean of red less that of blue over the middle half of the picture in both directions, −255 to 255.</summary>
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

    public static bool LooksExchanged(RgbImage photo) => Redness(photo) < -Coloured;

    /// <summary>Whether a source is blue first as a whole: most of its coloured photos look it.</summary>
    /// <param name="redness">Of some of its photos.</param>
    public static ChannelOrder OfSource(IEnumerable<double> redness)
    {
        var coloured = redness.Where(r => Math.Abs(r) > Coloured).ToList();
        return 2 * coloured.Count(r => r < 0) > coloured.Count ? ChannelOrder.Bgr : ChannelOrder.Rgb;
    }

    /// <summary>
    /// The photo red first. In a source that is blue first as a whole, photos that do not look it stay: such sets are
    /// seldom of one piece.
    /// </summary>
    public static RgbImage Upright(RgbImage photo, ChannelOrder source) =>
        source == ChannelOrder.Bgr && LooksExchanged(photo) ? Exchanged(photo) : photo;

    /// <summary>Red for blue and blue for red.</summary>
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
