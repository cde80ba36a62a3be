using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Colours;

/// <summary>Combines the luma of one image with the chroma of another (ITU-R BT.601, full range, as in JPEG).</summary>
public static class LumaTransfer
{
    /// <summary>Combines two images.</summary>
    /// <param name="luma">Source of Y.</param>
    /// <param name="chroma">Source of Cb and Cr; of the same size.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static RgbImage Apply(RgbImage luma, RgbImage chroma)
    {
        ArgumentNullException.ThrowIfNull(luma);
        ArgumentNullException.ThrowIfNull(chroma);
        if ((luma.Width, luma.Height) != (chroma.Width, chroma.Height))
        {
            throw new ArgumentException($"{chroma.Width} x {chroma.Height}, {luma.Width} x {luma.Height} was expected", nameof(chroma));
        }

        var result = new RgbImage(luma.Width, luma.Height);
        for (var i = 0; i < result.Pixels.Length; i += 3)
        {
            // R − Y, G − Y and B − Y depend on Cb and Cr alone: only Y is exchanged.
            var shift = Y(luma.Pixels, i) - Y(chroma.Pixels, i);
            for (var c = 0; c < 3; c++)
            {
                result.Pixels[i + c] = (byte)Math.Clamp(Math.Round(chroma.Pixels[i + c] + shift), 0, 255);
            }
        }

        return result;
    }

    private static double Y(byte[] pixels, int at) => (0.299 * pixels[at]) + (0.587 * pixels[at + 1]) + (0.114 * pixels[at + 2]);
}
