using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Alignment;

/// <summary>Aligns a face with the template by the similarity transform that fits its landmarks best.</summary>
public static class FaceAligner
{
    /// <summary>
    /// Maximum number of samples along each direction of a template pixel; 64 are enough for a face that fills a photo of 50
    /// megapixels.
    /// </summary>
    private const int MostSamples = 64;

    /// <summary>
    /// Aligns a face. Sampling is bilinear. A template pixel that covers several photo pixels is the mean of a grid of samples
    /// about one photo pixel apart, which prevents aliasing of large faces. Beyond its border the photo counts as black, as in the
    /// published aligned data sets that encoders are trained on.
    /// </summary>
    /// <returns>A 112 x 112 image; null where the landmarks coincide or are not finite.</returns>
    public static RgbImage? Align(RgbImage photo, FaceLandmarks landmarks)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(landmarks);
        return SimilarityTransform.Fit(landmarks.Five, FaceTemplate.Landmarks) is { } toTemplate
            ? Warp(photo, toTemplate.Inverse(), FaceTemplate.Size, FaceTemplate.Size)
            : null;
    }

    /// <summary>The image whose pixel at p is the photo's pixel at <paramref name="toPhoto"/>(p).</summary>
    public static RgbImage Warp(RgbImage photo, SimilarityTransform toPhoto, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var result = new RgbImage(width, height);
        var samples = (int)Math.Clamp(Math.Round(toPhoto.Scale), 1, MostSamples);
        var share = 1.0 / (samples * samples);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (red, green, blue) = (0.0, 0.0, 0.0);
                for (var i = 0; i < samples; i++)
                {
                    for (var j = 0; j < samples; j++)
                    {
                        var at = toPhoto.Apply(new ImagePoint(x + ((j + 0.5) / samples), y + ((i + 0.5) / samples)));
                        AddBilinear(photo, at.X - 0.5, at.Y - 0.5, ref red, ref green, ref blue);
                    }
                }

                var to = ((y * width) + x) * 3;
                result.Pixels[to] = (byte)((red * share) + 0.5);
                result.Pixels[to + 1] = (byte)((green * share) + 0.5);
                result.Pixels[to + 2] = (byte)((blue * share) + 0.5);
            }
        }

        return result;
    }

    /// <param name="x">Coordinate relative to the centre of the first pixel.</param>
    /// <param name="y">Coordinate relative to the centre of the first pixel.</param>
    private static void AddBilinear(RgbImage photo, double x, double y, ref double red, ref double green, ref double blue)
    {
        // The condition is also false for NaN.
        if (!(x > -1 && y > -1 && x < photo.Width && y < photo.Height))
        {
            return;
        }

        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (dx, dy) = (x - left, y - top);
        Add(left, top, (1 - dx) * (1 - dy), ref red, ref green, ref blue);
        Add(left + 1, top, dx * (1 - dy), ref red, ref green, ref blue);
        Add(left, top + 1, (1 - dx) * dy, ref red, ref green, ref blue);
        Add(left + 1, top + 1, dx * dy, ref red, ref green, ref blue);

        void Add(int column, int row, double weight, ref double r, ref double g, ref double b)
        {
            if ((uint)column < (uint)photo.Width && (uint)row < (uint)photo.Height)
            {
                var from = ((row * photo.Width) + column) * 3;
                r += weight * photo.Pixels[from];
                g += weight * photo.Pixels[from + 1];
                b += weight * photo.Pixels[from + 2];
            }
        }
    }
}
