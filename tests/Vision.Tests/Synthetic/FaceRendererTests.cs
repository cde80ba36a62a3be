using System.Security.Cryptography;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Tests.Synthetic;

public sealed class FaceRendererTests
{
    private static readonly PersonTraits Somebody = PersonTraits.FromSeed(11UL) with
    {
        Melanin = 0.3f, HairStyle = HairStyle.Short, HairLength = 0, HairVolume = 6, FacialHair = FacialHair.None, Glasses = GlassesStyle.None, Moles = 0,
    };

    private static readonly PhotoConditions Calm = new() { Noise = 0, Seed = 5, KeyLight = 0.6f, AmbientLight = 0.5f };

    /// <summary>
    /// SHA-256 of the pixels. The bundled encoder has learnt from these pictures and the demo shows them: a change of the
    /// renderer that changes pixels is a new model, not a detail.
    /// </summary>
    [Theory]
    [InlineData(0, 0, Difficulty.Studio, "b348323e3e4294a8")]
    [InlineData(1, 1, Difficulty.Everyday, "e27b31957aa3237d")]
    [InlineData(2, 7, Difficulty.Hard, "44d0d999809252a0")]
    [InlineData(3, 12, Difficulty.Hard, "93897fe4dc97482f")]
    [InlineData(4, 1, Difficulty.Hard, "51dafdcc094912e1")]
    public void Render_KnownSeeds_GivesTheSamePixelsForEver(int person, int photo, Difficulty difficulty, string sha256)
    {
        var pixels = new MadeUpPeople(0).Photo(person, photo, difficulty).Pixels;
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(pixels))[..16]);
    }

    [Fact]
    public void Render_ManyThreadsAndSizesAtOnce_GivesWhatOneThreadGives()
    {
        var people = new MadeUpPeople(1);
        var sizes = new[] { 112, 64, 112, 160 };
        var alone = Enumerable.Range(0, 24).Select(i => people.Photo(i, 0, (Difficulty)(i % 3), sizes[i % 4]).Pixels).ToArray();
        var together = new byte[24][];
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i => together[23 - i] = people.Photo(23 - i, 0, (Difficulty)((23 - i) % 3), sizes[(23 - i) % 4]).Pixels);
        for (var i = 0; i < 24; i++)
        {
            Assert.Equal(alone[i], together[i]);
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(513)]
    public void Render_SizeOutOfRange_Throws(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FaceRenderer.Render(Somebody, Calm, size));

    [Fact]
    public void Render_TwoPhotosOfOnePerson_DifferInMostPixels()
    {
        var people = new MadeUpPeople(2);
        for (var person = 0; person < 10; person++)
        {
            var a = people.Photo(person, 0, Difficulty.Everyday).Pixels;
            var b = people.Photo(person, 1, Difficulty.Everyday).Pixels;
            Assert.True(a.Zip(b).Count(p => p.First != p.Second) > a.Length / 2);
        }
    }

    [Fact]
    public void Render_AnotherPersonSameConditions_IsAnotherPicture()
    {
        var people = new MadeUpPeople(2);
        var a = FaceRenderer.Render(people.Traits(0), Calm);
        for (var person = 1; person < 10; person++)
        {
            Assert.True(MeanDifference(a, FaceRenderer.Render(people.Traits(person), Calm)) > 5);
        }
    }

    [Fact]
    public void Render_TwiceTheSize_IsTheSamePictureFiner()
    {
        var photo = Calm with { Defocus = 0.5f };
        var small = FaceRenderer.Render(Somebody, photo, 112);
        var large = FaceRenderer.Render(Somebody, photo, 224);
        var halved = new RgbImage(112, 112);
        for (var y = 0; y < 112; y++)
        {
            for (var x = 0; x < 112; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    halved.Pixels[(((y * 112) + x) * 3) + c] = (byte)((At(large, 2 * x, 2 * y, c) + At(large, (2 * x) + 1, 2 * y, c)
                        + At(large, 2 * x, (2 * y) + 1, c) + At(large, (2 * x) + 1, (2 * y) + 1, c) + 2) / 4);
                }
            }
        }

        Assert.True(MeanDifference(small, halved) < 2.5, $"{MeanDifference(small, halved)} steps of 255 apart");
    }

    /// <summary>
    /// Where the template has the eyes there is more contrast than on the cheeks, and nose and cheeks have the colour of
    /// skin: red above green above blue.
    /// </summary>
    [Fact]
    public void Render_ManyStudioPhotos_FaceIsWhereTheTemplateHasIt()
    {
        const int n = 120;
        int skin = 0, eyes = 0;
        for (var person = 0; person < n; person++)
        {
            var traits = PersonTraits.FromSeed((ulong)(50_000 + (person * 31))) with { Glasses = GlassesStyle.None };
            var photo = FaceRenderer.Render(traits, PhotoConditions.FromSeed((ulong)person, Difficulty.Studio));
            skin += SkinShare(photo, 36, 58, 76, 76) > 0.9 ? 1 : 0;
            var eye = Math.Min(Contrast(photo, 38, 52, 8, 4), Contrast(photo, 74, 52, 8, 4));
            var cheek = Math.Max(Contrast(photo, 36, 70, 5, 4), Contrast(photo, 76, 70, 5, 4));
            eyes += eye > cheek ? 1 : 0;
        }

        Assert.True(skin >= 0.98 * n, $"{skin} of {n} have skin in the middle");
        Assert.True(eyes >= 0.97 * n, $"{eyes} of {n} have eyes where they belong");
    }

    [Fact]
    public void Render_HundredsOfSeeds_EveryPictureShowsSomething()
    {
        for (var i = 0; i < 600; i++)
        {
            var photo = FaceRenderer.Render(PersonTraits.FromSeed((ulong)i * 7919), PhotoConditions.FromSeed((ulong)i, (Difficulty)(i % 3)), 32);
            Assert.True(photo.Pixels.Distinct().Take(12).Count() == 12, $"photo {i} is nearly empty");
        }
    }

    [Fact]
    public void Render_LightFromTheRight_BrightensTheRightCheek()
    {
        var right = FaceRenderer.Render(Somebody, Calm with { LightAzimuth = 70, AmbientLight = 0.2f });
        var left = FaceRenderer.Render(Somebody, Calm with { LightAzimuth = -70, AmbientLight = 0.2f });
        Assert.True(Mean(right, 70, 66, 82, 78) > Mean(right, 30, 66, 42, 78) + 20);
        Assert.True(Mean(left, 30, 66, 42, 78) > Mean(left, 70, 66, 82, 78) + 20);
    }

    [Fact]
    public void Render_ClosedEyes_HideTheWhites()
    {
        var open = FaceRenderer.Render(Somebody, Calm);
        var closed = FaceRenderer.Render(Somebody, Calm with { EyeClosure = 1 });
        Assert.True(Contrast(closed, 38, 51, 8, 4) < 0.8 * Contrast(open, 38, 51, 8, 4));
        Assert.True(MeanDifference(open, closed, 0, 75, 112, 112) < 1);
    }

    [Theory]
    [InlineData(Occluder.MedicalMask, 36, 78, 76, 100, 20, 30, 45, 92, 50)]
    [InlineData(Occluder.Sunglasses, 28, 46, 84, 58, 30, 70, 74, 96, 112)]
    [InlineData(Occluder.Beanie, 30, 4, 82, 24, 20, 62, 60, 92, 112)]
    [InlineData(Occluder.Scarf, 30, 98, 82, 110, 20, 30, 45, 92, 60)]
    public void Render_Occluder_ChangesItsPlaceOnly(Occluder occluder, int left, int top, int right, int bottom, double atLeast, int freeLeft, int freeTop, int freeRight, int freeBottom)
    {
        var photo = Calm with { Shadow = 0 };
        var free = FaceRenderer.Render(Somebody, photo);
        var covered = FaceRenderer.Render(Somebody, photo with { Occluder = occluder });
        Assert.True(MeanDifference(free, covered, left, top, right, bottom) > atLeast, $"{MeanDifference(free, covered, left, top, right, bottom)}");
        var elsewhere = MeanDifference(free, covered, freeLeft, freeTop, freeRight, freeBottom);
        Assert.True(elsewhere < 2, $"{elsewhere} where nothing is covered");
    }

    [Theory]
    [InlineData(Occluder.Bar)]
    [InlineData(Occluder.Hand)]
    [InlineData(Occluder.Cap)]
    public void Render_OtherOccluders_CoverPartOfThePicture(Occluder occluder)
    {
        var photo = Calm with { Shadow = 0 };
        var free = FaceRenderer.Render(Somebody, photo);
        var covered = FaceRenderer.Render(Somebody, photo with { Occluder = occluder });
        var changed = Enumerable.Range(0, 112 * 112).Count(i => Math.Abs(free.Pixels[i * 3] - covered.Pixels[i * 3]) > 12) / (112.0 * 112);
        Assert.InRange(changed, 0.02, 0.5);
    }

    [Fact]
    public void Render_Blurred_HasLessDetailAndNoisyMore()
    {
        var sharp = Detail(FaceRenderer.Render(Somebody, Calm with { Defocus = 0 }));
        Assert.True(Detail(FaceRenderer.Render(Somebody, Calm with { Defocus = 2 })) < 0.6 * sharp);
        Assert.True(Detail(FaceRenderer.Render(Somebody, Calm with { Defocus = 0, MotionLength = 6 })) < 0.8 * sharp);
        Assert.True(Detail(FaceRenderer.Render(Somebody, Calm with { Defocus = 0, Noise = 12 })) > 1.5 * sharp);
    }

    [Fact]
    public void Render_Noise_HasTheStandardDeviationAsked()
    {
        var clean = FaceRenderer.Render(Somebody, Calm);
        var noisy = FaceRenderer.Render(Somebody, Calm with { Noise = 8 });
        var differences = Enumerable.Range(0, clean.Pixels.Length)
            .Where(i => clean.Pixels[i] is > 40 and < 215)
            .Select(i => (double)noisy.Pixels[i] - clean.Pixels[i])
            .ToArray();
        Assert.InRange(Math.Sqrt(differences.Average(d => d * d)), 6, 8.5);
        Assert.InRange(differences.Average(), -0.3, 0.3);
    }

    private static int At(RgbImage image, int x, int y, int c) => image.Pixels[(((y * image.Width) + x) * 3) + c];

    private static double Grey(RgbImage image, int x, int y) =>
        (0.299 * At(image, x, y, 0)) + (0.587 * At(image, x, y, 1)) + (0.114 * At(image, x, y, 2));

    private static IEnumerable<(int X, int Y)> Box(int left, int top, int right, int bottom) =>
        from y in Enumerable.Range(top, bottom - top) from x in Enumerable.Range(left, right - left) select (x, y);

    private static double Mean(RgbImage image, int left, int top, int right, int bottom) =>
        Box(left, top, right, bottom).Average(p => Grey(image, p.X, p.Y));

    private static double Contrast(RgbImage image, int x, int y, int halfWidth, int halfHeight)
    {
        var values = Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight).Select(p => Grey(image, p.X, p.Y)).ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean))) / (mean + 5);
    }

    private static double SkinShare(RgbImage image, int left, int top, int right, int bottom) =>
        Box(left, top, right, bottom).Average(p => At(image, p.X, p.Y, 0) >= At(image, p.X, p.Y, 1) - 3 && At(image, p.X, p.Y, 1) >= At(image, p.X, p.Y, 2) - 4 ? 1.0 : 0);

    private static double MeanDifference(RgbImage a, RgbImage b) => MeanDifference(a, b, 0, 0, a.Width, a.Height);

    private static double MeanDifference(RgbImage a, RgbImage b, int left, int top, int right, int bottom) =>
        Box(left, top, right, bottom).Average(p => Math.Abs(Grey(a, p.X, p.Y) - Grey(b, p.X, p.Y)));

    private static double Detail(RgbImage image) =>
        Box(1, 0, image.Width, image.Height).Average(p => Math.Abs(Grey(image, p.X, p.Y) - Grey(image, p.X - 1, p.Y)));
}
