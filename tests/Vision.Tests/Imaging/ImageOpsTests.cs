using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

public sealed class ImageOpsTests
{
    [Theory]
    [InlineData(ResampleFilter.Box, 16, 16)]
    [InlineData(ResampleFilter.Box, 47, 9)]
    [InlineData(ResampleFilter.Box, 61, 40)]
    [InlineData(ResampleFilter.Triangle, 16, 16)]
    [InlineData(ResampleFilter.Triangle, 47, 9)]
    [InlineData(ResampleFilter.Triangle, 61, 40)]
    [InlineData(ResampleFilter.Bicubic, 16, 16)]
    [InlineData(ResampleFilter.Bicubic, 47, 9)]
    [InlineData(ResampleFilter.Bicubic, 61, 40)]
    public void Resize_Noise_MatchesPillow(ResampleFilter filter, int width, int height)
    {
        var image = ImageOps.Resize(Fixture.Expected("noise.ppm"), width, height, filter);

        var name = $"noise-{filter.ToString().ToLowerInvariant()}-{width}x{height}.ppm";
        Fixture.AssertClose(Fixture.Expected(name), image, 0);
    }

    [Fact]
    public void Resize_ConstantPicture_StaysConstant()
    {
        var image = new RgbImage(37, 23);
        Array.Fill(image.Pixels, (byte)201);

        foreach (var filter in Enum.GetValues<ResampleFilter>())
        {
            Assert.All(ImageOps.Resize(image, 5, 90, filter).Pixels, p => Assert.Equal(201, p));
        }
    }

    [Fact]
    public void Resize_ExtremeFactors_Work()
    {
        Assert.Equal(300 * 3, ImageOps.Resize(Fixture.Noise(1, 1, 1), 300, 1).Pixels.Length);
        Assert.Equal(3, ImageOps.Resize(Fixture.Noise(500, 400, 1), 1, 1).Pixels.Length);
    }

    /// <summary>CIPA DC-008's table: which corner of the stored image becomes the upper left one, and which side its first row.</summary>
    [Theory]
    [InlineData(1, "abc,def")]
    [InlineData(2, "cba,fed")]
    [InlineData(3, "fed,cba")]
    [InlineData(4, "def,abc")]
    [InlineData(5, "ad,be,cf")]
    [InlineData(6, "da,eb,fc")]
    [InlineData(7, "fc,eb,da")]
    [InlineData(8, "cf,be,ad")]
    public void Orient_SixPixels_FollowsTheStandard(int orientation, string expected)
    {
        var image = Letters("abc,def");

        var result = ImageOps.Orient(image, orientation);

        Fixture.AssertClose(Letters(expected), result, 0);
    }

    [Fact]
    public void Orient_LargerThanATile_EqualsPixelByPixel()
    {
        var image = Fixture.Noise(75, 41, 6);

        var turned = ImageOps.Orient(image, 6);

        for (var y = 0; y < turned.Height; y++)
        {
            for (var x = 0; x < turned.Width; x++)
            {
                Assert.Equal(
                    image.Pixels.AsSpan((((40 - x) * 75) + y) * 3, 3).ToArray(), turned.Pixels.AsSpan(((y * 41) + x) * 3, 3).ToArray());
            }
        }
    }

    [Fact]
    public void Rotate_FourQuarters_IsWhereItBegan()
    {
        var image = Fixture.Noise(12, 7, 1);

        Fixture.AssertClose(image, ImageOps.Rotate(ImageOps.Rotate(image, 1), -1), 0);
        Fixture.AssertClose(ImageOps.Rotate(image, 2), ImageOps.Rotate(ImageOps.Rotate(image, 1), 1), 0);
        Fixture.AssertClose(image, ImageOps.Rotate(image, 4), 0);
        Fixture.AssertClose(image, ImageOps.FlipHorizontal(ImageOps.FlipHorizontal(image)), 0);
    }

    [Fact]
    public void Crop_Inside_TakesThoseRows()
    {
        Fixture.AssertClose(Letters("ef,hi"), ImageOps.Crop(Letters("abc,def,ghi"), 1, 1, 2, 2), 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageOps.Crop(Letters("abc,def"), 1, 1, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageOps.Crop(Letters("abc,def"), -1, 0, 2, 2));
    }

    [Fact]
    public void CropCentreSquare_OddMargin_IsFloored()
    {
        Fixture.AssertClose(Letters("bc,fg"), ImageOps.CropCentreSquare(Letters("abcd,efgh")), 0);
        Fixture.AssertClose(Letters("c,"[..1]), ImageOps.CropCentreSquare(Letters("a,b,c,d,e")), 0);
        Fixture.AssertClose(Letters("b"), ImageOps.CropCentreSquare(Letters("a,b,c,d")), 0);
    }

    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(9, 9, 9, 9)]
    [InlineData(255, 255, 255, 255)]
    public void ToGrey_Primaries_AreBt601(byte r, byte g, byte b, byte expected)
    {
        var image = new RgbImage(1, 1, [r, g, b]);

        Assert.Equal([expected], ImageOps.ToGrey(image));
        Assert.Equal([expected, expected, expected], ImageOps.ToGreyImage(image).Pixels);
    }

    private static RgbImage Letters(string rows)
    {
        var lines = rows.Split(',');
        var pixels = string.Concat(lines).SelectMany(c => new[] { (byte)c, (byte)(c * 2), (byte)(255 - c) }).ToArray();
        return new RgbImage(lines[0].Length, lines.Length, pixels);
    }
}
