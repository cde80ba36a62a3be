using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training.Augmentation;

namespace FaceGrid.Vision.Tests.Training.Augmentation;

public sealed class PhotoAugmentationTests
{
    private static readonly RgbImage Photo = new MadeUpPeople(3).Photo(0, 0, Difficulty.Everyday);

    private static readonly AugmentationOptions None = AugmentationOptions.None;

    [Fact]
    public void Apply_SameSeed_GivesTheSameBytesOnAnyThread()
    {
        var before = (byte[])Photo.Pixels.Clone();
        var augmentation = new PhotoAugmentation(new AugmentationOptions());
        var first = Enumerable.Range(0, 40).Select(i => augmentation.Apply(Photo, new Random(i)).Pixels).ToArray();
        var second = new byte[40][];
        Parallel.For(0, 40, i => second[i] = augmentation.Apply(Photo, new Random(i)).Pixels);

        Assert.Equal(first, second);
        Assert.Equal(before, Photo.Pixels);
        Assert.True(first.Select(Convert.ToHexString).Distinct().Count() >= 36);
    }

    [Fact]
    public void Apply_NoChange_IsThePhotoItself() => Assert.Same(Photo, new PhotoAugmentation(None).Apply(Photo, new Random(1)));

    [Fact]
    public void Apply_Mirror_IsTheExactMirror() =>
        Assert.Equal(ImageOps.FlipHorizontal(Photo).Pixels, new PhotoAugmentation(None with { Mirror = 1 }).Apply(Photo, new Random(1)).Pixels);

    [Fact]
    public void Apply_Probabilities_AreKept()
    {
        var augmentation = new PhotoAugmentation(None with { Mirror = 0.3 });
        var mirrored = ImageOps.FlipHorizontal(Photo).Pixels;

        var count = Enumerable.Range(0, 2000).Count(i => augmentation.Apply(Photo, new Random(i)).Pixels.AsSpan().SequenceEqual(mirrored));

        Assert.InRange(count, 530, 670);
    }

    [Fact]
    public void Apply_OneMoreChange_LeavesTheOthersAsTheyWere()
    {
        var options = None with { Mirror = 0.5, Crop = 0.5, Rotation = 0.5, Colour = 0.5 };
        for (var seed = 0; seed < 20; seed++)
        {
            var plain = new PhotoAugmentation(options).Apply(Photo, new Random(seed));
            var front = new PhotoAugmentation(options with { Occlusion = 1, MostOcclusion = 0.1 }).Apply(Photo, new Random(seed));
            var different = Enumerable.Range(0, 112 * 112).Where(i => !plain.Pixels.AsSpan(i * 3, 3).SequenceEqual(front.Pixels.AsSpan(i * 3, 3))).ToList();

            // What differs lies in one rectangle of one colour, of a tenth of the photo at most.
            Assert.True(different.Count <= 0.1 * 112 * 112);
            Assert.True(different.Select(i => (front.Pixels[i * 3], front.Pixels[(i * 3) + 1], front.Pixels[(i * 3) + 2])).Distinct().Count() <= 1);
        }
    }

    [Fact]
    public void Apply_Occlusion_KeepsToItsLargestArea()
    {
        var augmentation = new PhotoAugmentation(None with { Occlusion = 1, MostOcclusion = 0.2 });
        var areas = Enumerable.Range(0, 200).Select(i =>
        {
            var pixels = augmentation.Apply(Photo, new Random(i)).Pixels;
            return Enumerable.Range(0, 112 * 112).Count(p => !pixels.AsSpan(p * 3, 3).SequenceEqual(Photo.Pixels.AsSpan(p * 3, 3)));
        }).ToList();

        Assert.True(areas.Max() <= 0.2 * 112 * 112);
        Assert.True(areas.Max() > 0.15 * 112 * 112);
    }

    [Fact]
    public void Apply_Noise_IsNormalWithItsDeviation()
    {
        var grey = new RgbImage(200, 200);
        Array.Fill(grey.Pixels, (byte)128);
        PixelNoise.Add(grey.Pixels, 8, seed: 3);
        var noise = grey.Pixels.Select(p => p - 128.0).ToList();

        var variance = noise.Average(n => n * n);
        Assert.Equal(0, noise.Average(), 0.08);
        Assert.Equal(8, Math.Sqrt(variance), 0.1);
        Assert.Equal(3, noise.Average(n => Math.Pow(n, 4)) / (variance * variance), 0.1);
        Assert.Equal(0, noise.Zip(noise.Skip(1)).Average(p => p.First * p.Second) / variance, 0.02);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void GaussianBlur_Photo_IsTheConvolution(double sigma)
    {
        var blurred = GaussianBlur.Apply(Photo, sigma);

        var radius = (int)Math.Ceiling(4 * sigma);
        var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        foreach (var (x, y) in new[] { (0, 0), (56, 60), (111, 40), (30, 111), (50, 50) })
        {
            for (var c = 0; c < 3; c++)
            {
                var expected = 0.0;
                for (var i = -radius; i <= radius; i++)
                {
                    for (var j = -radius; j <= radius; j++)
                    {
                        var (sx, sy) = (Math.Clamp(x + j, 0, 111), Math.Clamp(y + i, 0, 111));
                        expected += weights[i + radius] * weights[j + radius] / (sum * sum) * Photo.Pixels[(((sy * 112) + sx) * 3) + c];
                    }
                }

                Assert.Equal(expected, blurred.Pixels[(((y * 112) + x) * 3) + c], 1.5);
            }
        }
    }

    [Fact]
    public void Light_Pixels_AreTheFormula()
    {
        var pixels = (byte[])Photo.Pixels.Clone();
        new Light(1.2, -10, 1.05, 1, 0.9, 0.6).Apply(pixels);

        for (var i = 0; i < pixels.Length; i += 301 * 3)
        {
            var (r, g, b) = (Photo.Pixels[i], Photo.Pixels[i + 1], Photo.Pixels[i + 2]);
            var luma = (0.299 * r) + (0.587 * g) + (0.114 * b);
            foreach (var (value, tint, c) in new[] { (r, 1.05, 0), (g, 1.0, 1), (b, 0.9, 2) })
            {
                var expected = ((((luma + ((value - luma) * 0.6)) * tint) - 127.5) * 1.2) + 127.5 - 10;
                Assert.Equal(Math.Clamp(expected, 0, 255), pixels[i + c], 3.0);
            }
        }
    }

    [Fact]
    public void Options_OutOfRange_AreNamed()
    {
        Assert.Equal("Mirror", Assert.Throws<ArgumentException>(() => new PhotoAugmentation(None with { Mirror = 1.1 })).ParamName);
        Assert.Equal("SmallestCrop", Assert.Throws<ArgumentException>(() => new PhotoAugmentation(None with { SmallestCrop = 0 })).ParamName);
        Assert.Equal("MostBlur", Assert.Throws<ArgumentException>(() => new PhotoAugmentation(None with { MostBlur = double.NaN })).ParamName);
        Assert.Equal(2, new AugmentationOptions { MostDegrees = 4 }.Scaled(0.5).MostDegrees);
        Assert.Equal(0.94, new AugmentationOptions { SmallestCrop = 0.88 }.Scaled(0.5).SmallestCrop, 1e-12);
    }

    [Fact]
    public void Sheet_OfAPhoto_HasARowForEachChange()
    {
        var sheet = AugmentationSheet.Render(Photo, new AugmentationOptions(), seed: 1);

        Assert.Equal(((2 * 24) + 110 + (8 * 118), 70 + 24 + (12 * 118)), (sheet.Width, sheet.Height));
        Assert.Equal(Photo.Pixels, ImageOps.Crop(sheet, 134, 70, 112, 112).Pixels);
        Assert.Equal(ImageOps.FlipHorizontal(Photo).Pixels, ImageOps.Crop(sheet, 134, 188, 112, 112).Pixels);
    }
}
