using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Detection;

public sealed class PhotoPyramidTests
{
    [Fact]
    public void LevelFor_AnyLength_IsTheSmallestLevelThatStillHasEnoughPixels()
    {
        var pyramid = new PhotoPyramid(Noise(1280, 500));

        Assert.Equal((1280, 1.0), Size(pyramid.LevelFor(100, 96)));
        Assert.Equal((640, 2.0), Size(pyramid.LevelFor(192, 96)));
        Assert.Equal((640, 2.0), Size(pyramid.LevelFor(383, 96)));
        Assert.Equal((320, 4.0), Size(pyramid.LevelFor(384, 96)));
        Assert.Equal((640, 1.0), Size(new PhotoPyramid(Noise(640, 500)).LevelFor(384, 96)));

        static (int, double) Size((RgbImage Image, double Factor) level) => (level.Image.Width, level.Factor);
    }

    [Fact]
    public void LevelFor_HalvedPicture_HasTheMeansOfFourPixels()
    {
        var photo = Noise(641, 21);

        var (half, _) = new PhotoPyramid(photo).LevelFor(2, 1);

        Assert.Equal((321, 11), (half.Width, half.Height));
        for (var y = 0; y < half.Height; y++)
        {
            for (var x = 0; x < half.Width * 3; x++)
            {
                int At(int dx, int dy) =>
                    photo.Pixels[(((Math.Min((2 * y) + dy, 20) * 641) + Math.Min((2 * (x / 3)) + dx, 640)) * 3) + (x % 3)];
                Assert.Equal((At(0, 0) + At(1, 0) + At(0, 1) + At(1, 1)) / 4.0, half.Pixels[(y * 963) + x], 0.5);
            }
        }
    }

    [Fact]
    public void LevelFor_NarrowPicture_NeverLosesItsOnlyRow()
    {
        var (level, factor) = new PhotoPyramid(Noise(2000, 1)).LevelFor(2000, 100);

        Assert.Equal((125, 1, 16.0), (level.Width, level.Height, factor));
    }

    [Fact]
    public void Patch_OverTheCorner_IsBlackBeyondTheBorderAndReturnsTheSquare()
    {
        var photo = new RgbImage(50, 40);
        Array.Fill(photo.Pixels, (byte)200);

        var (patch, square) = new PhotoPyramid(photo).Patch(new FaceBox(-9.6, -10.4, 20.2, 20.2), 20);

        Assert.Equal(new FaceBox(-10, -10, 20, 20), square);
        for (var y = 0; y < 20; y++)
        {
            for (var x = 0; x < 20; x++)
            {
                Assert.Equal(x >= 10 && y >= 10 ? 200 : 0, patch.Pixels[((y * 20) + x) * 3]);
            }
        }
    }

    [Fact]
    public void Resized_LargeReduction_KeepsTheMeanAndReturnsTheFactors()
    {
        var photo = Noise(801, 600);

        var (small, factorX, factorY) = new PhotoPyramid(photo).Resized(20, 15);

        Assert.Equal((20, 15), (small.Width, small.Height));
        // 801 x 600 pixels are 51 x 38 blocks of 16, of which the last ones extend beyond the border.
        Assert.Equal((51 * 16 / 20.0, 38 * 16 / 15.0), (factorX, factorY));
        Assert.Equal(photo.Pixels.Average(p => (double)p), small.Pixels.Average(p => (double)p), 1.0);

        // With aliasing the noise would keep its standard deviation of 74 levels.
        Assert.InRange(small.Pixels.Max() - small.Pixels.Min(), 1, 30);
    }

    private static RgbImage Noise(int width, int height)
    {
        var image = new RgbImage(width, height);
        new Random(5).NextBytes(image.Pixels);
        return image;
    }
}
