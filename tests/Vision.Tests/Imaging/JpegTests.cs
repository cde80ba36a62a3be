using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

public sealed class JpegTests
{
    [Theory]
    [InlineData("grey", 0, 1)]
    [InlineData("ycc444", 0, 2)]
    [InlineData("ycc422", 0, 3)]
    [InlineData("ycc420", 0, 3)]
    [InlineData("progressive", 0, 3)]
    [InlineData("cmyk", 1, 3)]
    [InlineData("ycck", 1, 3)]
    public void Decode_EveryColourSpaceAndSampling_MatchesPillow(string name, int native, int imageSharp)
    {
        var image = ImageCodec.Default.Decode(Fixture.Bytes($"{name}.jpg"), name);

        Fixture.AssertClose(Fixture.Expected($"{name}.ppm"), image, Fixture.IsImageSharp ? imageSharp : native);
    }

    [Theory]
    [InlineData("chroma422-23x17")]
    [InlineData("chroma422-4x7")]
    [InlineData("chroma422-5x8")]
    [InlineData("chroma420-23x17")]
    [InlineData("chroma420-4x7")]
    [InlineData("chroma420-5x8")]
    [InlineData("chroma440-23x17")]
    [InlineData("chroma440-4x7")]
    [InlineData("chroma440-5x8")]
    public void Decode_SubsampledNoise_IsInterpolatedAsInPillow(string name)
    {
        var image = ImageCodec.Default.Decode(Fixture.Bytes($"{name}.jpg"), name);

        Fixture.AssertClose(Fixture.Expected($"{name}.ppm"), image, Fixture.IsImageSharp ? 4 : 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Decode_ExifOrientation_IsUprightAsInPillow(int orientation)
    {
        var image = ImageCodec.Default.Decode(Fixture.Bytes($"exif{orientation}.jpg"), "exif");

        Fixture.AssertClose(Fixture.Expected($"exif{orientation}.ppm"), image, Fixture.IsImageSharp ? 2 : 0);
    }

    [Fact]
    public void Decode_DamagedExif_CountsAsUpright()
    {
        var bytes = Fixture.Bytes("exif6.jpg");
        var tiff = bytes.AsSpan().IndexOf("Exif\0\0"u8) + 6;

        // The directory's offset points far outside.
        bytes.AsSpan(tiff + 4, 4).Fill(0xFF);

        var image = ImageCodec.Default.Decode(bytes, "exif");
        Assert.Equal((13, 9), (image.Width, image.Height));
    }

    [Fact]
    public void Decode_CutAnywhere_IsRefused()
    {
        foreach (var name in (string[])["ycc420.jpg", "progressive.jpg"])
        {
            var bytes = Fixture.Bytes(name);
            for (var length = 3; length < bytes.Length; length++)
            {
                var error = Assert.Throws<BadInputException>(() => ImageCodec.Default.Decode(bytes.AsMemory(0, length), name));
                Assert.Equal("truncated JPEG: it ends before its end-of-image marker", error.Reason);
            }
        }
    }

    [Fact]
    public void Decode_EndMarkerAfterHalfTheData_IsRefusedByLibjpeg()
    {
        if (Fixture.IsImageSharp)
        {
            // ImageSharp has no way to tell that it filled in what was missing.
            return;
        }

        byte[] bytes = [.. Fixture.Bytes("ycc444.jpg")[..^60], 0xFF, 0xD9];

        var error = Assert.Throws<BadInputException>(() => ImageCodec.Default.Decode(bytes, "half.jpg"));
        Assert.StartsWith("damaged JPEG: ", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_GarbageAfterTheEnd_IsIgnored()
    {
        byte[] bytes = [.. Fixture.Bytes("ycc444.jpg"), .. "trailing garbage \xFF\xDA"u8];

        Fixture.AssertClose(Fixture.Expected("ycc444.ppm"), ImageCodec.Default.Decode(bytes, "x"), Fixture.IsImageSharp ? 2 : 0);
    }

    [Fact]
    public void Decode_PaddingBeforeTheEndMarker_IsIgnored()
    {
        // Some cameras pad; libjpeg warns, but every block has been decoded by then.
        byte[] bytes = [.. Fixture.Bytes("ycc444.jpg")[..^2], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xD9];

        Fixture.AssertClose(Fixture.Expected("ycc444.ppm"), ImageCodec.Default.Decode(bytes, "x"), Fixture.IsImageSharp ? 2 : 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 5)]
    [InlineData(64, 48)]
    public void EncodeJpeg_ThenDecode_IsNearTheOriginal(int width, int height)
    {
        var image = ImageOps.Resize(Fixture.Noise(3, 3, 5), width, height);

        var jpeg = ImageCodec.Default.EncodeJpeg(image, 98);

        Fixture.AssertClose(image, ImageCodec.Default.Decode(jpeg, "x"), 6);
    }

    [Fact]
    public void EncodeJpeg_Frame_Is444Baseline()
    {
        var jpeg = ImageCodec.Default.EncodeJpeg(Fixture.Noise(20, 20, 1));

        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        Assert.True(frame > 0);
        Assert.Equal(3, jpeg[frame + 9]);
        Assert.Equal([0x11, 0x11, 0x11], new[] { jpeg[frame + 11], jpeg[frame + 14], jpeg[frame + 17] });
    }

    [Fact]
    public void EncodeJpeg_LowerQuality_IsSmaller()
    {
        var image = ImageOps.Resize(Fixture.Noise(8, 8, 3), 128, 128);

        Assert.True(ImageCodec.Default.EncodeJpeg(image, 30).Length < ImageCodec.Default.EncodeJpeg(image, 95).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageCodec.Default.EncodeJpeg(image, 0));
    }

    [SharedFact("data/lfw112/images")]
    public void Load_LfwPhotos_MatchPillow()
    {
        var files = Directory.EnumerateFiles(SharedFiles.PathOf("data/lfw112/images"), "*.jpg", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Where((_, i) => i % 770 == 0).ToArray();
        var expected = Pillow.Decode(files);
        if (expected is null)
        {
            return;
        }

        for (var i = 0; i < files.Length; i++)
        {
            var actual = ImageCodec.Load(files[i]);
            Fixture.AssertClose(expected[i], actual, Fixture.IsImageSharp ? 4 : 0);
        }
    }
}
