using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>Bilinear resampling in fixed point; beyond the image the nearest edge pixel is repeated.</summary>
internal static class Resampling
{
    private const int Bits = 16;
    private const int One = 1 << Bits;

    /// <param name="photo">Not changed.</param>
    /// <param name="toSource">The map from the result's pixels to the photo's.</param>
    /// <returns>An image of the photo's size; the photo itself where the map is the identity.</returns>
    public static RgbImage Apply(RgbImage photo, Affine toSource)
    {
        if (toSource.IsIdentity)
        {
            return photo;
        }

        var result = new RgbImage(photo.Width, photo.Height);
        var (source, target) = (photo.Pixels, result.Pixels);
        var (lastX, lastY, stride) = (photo.Width - 1, photo.Height - 1, photo.Width * 3);
        var (stepX, stepY) = (Fixed(toSource.A), Fixed(toSource.D));
        for (var (y, to) = (0, 0); y < photo.Height; y++)
        {
            var fromX = Fixed((toSource.B * y) + toSource.C);
            var fromY = Fixed((toSource.E * y) + toSource.F);
            for (var x = 0; x < photo.Width; x++, fromX += stepX, fromY += stepY, to += 3)
            {
                var (cx, cy) = (Math.Clamp(fromX, 0, (long)lastX << Bits), Math.Clamp(fromY, 0, (long)lastY << Bits));
                var (left, top) = ((int)(cx >> Bits), (int)(cy >> Bits));

                // Eight bits of the fraction suffice for eight bits of colour.
                var (dx, dy) = ((int)(cx >> 8) & 255, (int)(cy >> 8) & 255);
                var at = (top * stride) + (left * 3);
                var (right, below) = (left < lastX ? 3 : 0, top < lastY ? stride : 0);
                var (w11, w10, w01) = (dx * dy, dy * (256 - dx), dx * (256 - dy));
                var w00 = One - w11 - w10 - w01;
                for (var c = 0; c < 3; c++, at++)
                {
                    var upper = (source[at] * w00) + (source[at + right] * w01);
                    var lower = (source[at + below] * w10) + (source[at + below + right] * w11);
                    target[to + c] = (byte)((upper + lower + (One / 2)) >> Bits);
                }
            }
        }

        return result;
    }

    private static long Fixed(double value) => (long)Math.Round(value * One);
}
