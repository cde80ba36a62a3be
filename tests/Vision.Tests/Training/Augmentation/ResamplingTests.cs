using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training.Augmentation;

namespace FaceGrid.Vision.Tests.Training.Augmentation;

public sealed class ResamplingTests
{
    private static readonly RgbImage Photo = new MadeUpPeople(3).Photo(1, 0, Difficulty.Everyday);

    [Fact]
    public void Apply_AllStepsTogether_IsBilinearSamplingInFloat64()
    {
        var random = new Random(5);
        for (var i = 0; i < 5; i++)
        {
            var (shift, scale, radians, shear) = (random.NextDouble() * 9, 0.8 + (0.4 * random.NextDouble()), random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            var place = Affine.About(112, 112).Shifted(shift, -shift).Scaled(scale).Rotated(radians).Sheared(shear, 0).Mirrored(true);
            var result = Resampling.Apply(Photo, place);
            for (var at = 0; at < 112 * 112; at += 17)
            {
                // The steps one after the other on a point, the last one first.
                var (x, y) = ((at % 112) - 55.5, (at / 112) - 55.5);
                x = -x;
                x += shear * y;
                (x, y) = ((Math.Cos(radians) * x) - (Math.Sin(radians) * y), (Math.Sin(radians) * x) + (Math.Cos(radians) * y));
                (x, y) = ((x * scale) + shift + 55.5, (y * scale) - shift + 55.5);
                for (var c = 0; c < 3; c++)
                {
                    Assert.Equal(Bilinear(x, y, c), result.Pixels[(at * 3) + c], 2.0);
                }
            }
        }
    }

    [Fact]
    public void Apply_QuarterTurn_IsTheTurnedPhoto() =>
        Assert.Equal(ImageOps.Rotate(Photo, -1).Pixels, Resampling.Apply(Photo, Affine.About(112, 112).Rotated(Math.PI / 2)).Pixels);

    [Fact]
    public void Apply_Nothing_IsThePhotoItself()
    {
        var place = Affine.About(112, 112).Shifted(0, 0).Scaled(1).Rotated(0).Sheared(0, 0).Mirrored(false);

        Assert.True(place.IsIdentity);
        Assert.Same(Photo, Resampling.Apply(Photo, place));
    }

    [Fact]
    public void Crop_AnyDraw_StaysInThePhoto()
    {
        // White with one black frame pixel line: a window never reaches beyond, so no edge is repeated.
        var framed = new RgbImage(112, 112);
        for (var i = 0; i < framed.Pixels.Length; i++)
        {
            var (x, y) = (i / 3 % 112, i / 3 / 112);
            framed.Pixels[i] = x is 0 or 111 || y is 0 or 111 ? (byte)0 : (byte)255;
        }

        var augmentation = new PhotoAugmentation(AugmentationOptions.None with { Crop = 1, SmallestCrop = 0.8 });
        for (var seed = 0; seed < 100; seed++)
        {
            var columns = augmentation.Apply(framed, new Random(seed)).Pixels.AsSpan(56 * 112 * 3, 112 * 3).ToArray().Where((_, i) => i % 3 == 0);

            // A source pixel covers at most 1 / 0.8 of a result's, and the fraction of a neighbour.
            Assert.True(columns.Count(v => v < 64) <= 2);
        }
    }

    private static double Bilinear(double x, double y, int channel)
    {
        (x, y) = (Math.Clamp(x, 0, 111), Math.Clamp(y, 0, 111));
        var (left, top) = (Math.Min((int)x, 110), Math.Min((int)y, 110));
        var (dx, dy) = (x - left, y - top);
        double At(int row, int column) => Photo.Pixels[(((row * 112) + column) * 3) + channel];
        return ((1 - dy) * (((1 - dx) * At(top, left)) + (dx * At(top, left + 1)))) + (dy * (((1 - dx) * At(top + 1, left)) + (dx * At(top + 1, left + 1))));
    }
}
