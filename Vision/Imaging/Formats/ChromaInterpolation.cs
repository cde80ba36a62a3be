using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Upsamples subsampled chroma by interpolation, as libjpeg does ("fancy upsampling": each new sample is 3/4 of the nearer and 1/4
/// of the farther original sample, along rows and columns). ImageSharp replicates samples instead, which changes the encodings of
/// 4:2:0 face photos by a cosine distance of 2e-4 compared with libjpeg-based programs.
/// </summary>
internal static class ChromaInterpolation
{
    /// <summary>Fixed-point bits of the colour conversion.</summary>
    private const int Bits = 16;

    private const int Half = 1 << (Bits - 1);

    /// <summary>
    /// Whether chroma has half the columns, half the rows, or both. Chroma of fewer than three columns is replicated by libjpeg as
    /// well.
    /// </summary>
    public static bool Applies(JpegFile file) =>
        file is { IsYCbCr: true, ChromaX: 1 or 2, ChromaY: 1 or 2 }
        && (file.ChromaX | file.ChromaY) != 1
        && (file.ChromaX == 1 || file.Width > 4);

    /// <param name="planes">Y, Cb and Cr stored as R, G and B, with chroma replicated to full resolution.</param>
    public static RgbImage ToRgb(Image<Rgb24> planes, JpegFile file)
    {
        var (width, height) = (planes.Width, planes.Height);
        var (stepX, stepY) = (file.ChromaX, file.ChromaY);
        var (columns, rows) = ((width + stepX - 1) / stepX, (height + stepY - 1) / stepY);
        var result = new RgbImage(width, height);
        var sums = new (int Cb, int Cr)[columns];
        planes.ProcessPixelRows(accessor =>
        {
            for (var y = 0; y < height; y++)
            {
                var row = y / stepY;
                var isUpper = y % stepY == 0;
                var near = accessor.GetRowSpan(row * stepY);
                var far = accessor.GetRowSpan(Math.Clamp(isUpper ? row - 1 : row + 1, 0, rows - 1) * stepY);
                for (var x = 0; x < columns; x++)
                {
                    var (n, f) = (near[x * stepX], far[x * stepX]);
                    sums[x] = stepY == 1 ? (n.G, n.B) : ((3 * n.G) + f.G, (3 * n.B) + f.B);
                }

                var luma = accessor.GetRowSpan(y);
                var target = result.Pixels.AsSpan(y * width * 3, width * 3);
                for (var x = 0; x < width; x++)
                {
                    var (cb, cr) = At(sums, x, stepX, stepY, isUpper);
                    Convert(luma[x].R, cb, cr, target.Slice(x * 3, 3));
                }
            }
        });
        return result;
    }

    /// <summary>Rounds up and down alternately, as libjpeg does, which avoids a bias.</summary>
    private static (int Cb, int Cr) At((int Cb, int Cr)[] sums, int x, int stepX, int stepY, bool isUpper)
    {
        if (stepX == 1)
        {
            var (cb, cr) = sums[x];
            var bias = isUpper ? 1 : 2;
            return ((cb + bias) >> 2, (cr + bias) >> 2);
        }

        var isLeft = x % 2 == 0;
        var near = sums[x / 2];
        var far = sums[Math.Clamp(isLeft ? (x / 2) - 1 : (x / 2) + 1, 0, sums.Length - 1)];
        var (shift, round) = stepY == 2 ? (4, isLeft ? 8 : 7) : (2, isLeft ? 1 : 2);
        return (((3 * near.Cb) + far.Cb + round) >> shift, ((3 * near.Cr) + far.Cr + round) >> shift);
    }

    /// <summary>ITU-T T.871 (JFIF): R = Y + 1.402 Cr', G = Y - 0.344136 Cb' - 0.714136 Cr', B = Y + 1.772 Cb'.</summary>
    private static void Convert(int y, int cb, int cr, Span<byte> rgb)
    {
        cb -= 128;
        cr -= 128;
        rgb[0] = ToByte(y + (((Fixed(1.402) * cr) + Half) >> Bits));
        rgb[1] = ToByte(y + (((Fixed(-0.344136) * cb) + (Fixed(-0.714136) * cr) + Half) >> Bits));
        rgb[2] = ToByte(y + (((Fixed(1.772) * cb) + Half) >> Bits));
    }

    private static int Fixed(double factor) => (int)((factor * (1 << Bits)) + (factor < 0 ? -0.5 : 0.5));

    private static byte ToByte(int value) => (byte)Math.Clamp(value, 0, 255);
}
