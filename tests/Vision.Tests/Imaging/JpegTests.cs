using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

public sealed class JpegTests
{
    [Theory]
    [InlineData("grey", 1)]
    [InlineData("ycc444", 2)]
    [InlineData("ycc422", 3)]
    [InlineData("ycc420", 3)]
    [InlineData("progressive", 3)]
    [InlineData("separate-scans", 3)]
    [InlineData("restart", 3)]
    [InlineData("cmyk", 3)]
    [InlineData("ycck", 3)]
    public void Decode_EveryColourSpaceAndSampling_MatchesPillow(string name, int tolerance)
    {
        var image = ImageCodec.Decode(Fixture.Bytes($"{name}.jpg"), name);

        Fixture.AssertClose(Fixture.Expected($"{name}.ppm"), image, tolerance);
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
        var image = ImageCodec.Decode(Fixture.Bytes($"{name}.jpg"), name);

        Fixture.AssertClose(Fixture.Expected($"{name}.ppm"), image, 4);
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
        var image = ImageCodec.Decode(Fixture.Bytes($"exif{orientation}.jpg"), "exif");

        Fixture.AssertClose(Fixture.Expected($"exif{orientation}.ppm"), image, 2);
    }

    [Fact]
    public void Decode_DamagedExif_CountsAsUpright()
    {
        var bytes = Fixture.Bytes("exif6.jpg");
        var tiff = bytes.AsSpan().IndexOf("Exif\0\0"u8) + 6;

        // The offset of the directory is far outside the data.
        bytes.AsSpan(tiff + 4, 4).Fill(0xFF);

        var image = ImageCodec.Decode(bytes, "exif");
        Assert.Equal((13, 9), (image.Width, image.Height));
    }

    /// <summary>Only files that lack no more than the end-of-image marker and the padding before it are decoded.</summary>
    [Theory]
    [InlineData("ycc420.jpg", 4)]
    [InlineData("ycc444.jpg", 4)]
    [InlineData("grey.jpg", 4)]
    [InlineData("cmyk.jpg", 4)]
    [InlineData("restart.jpg", 0)]
    [InlineData("separate-scans.jpg", 0)]
    [InlineData("progressive.jpg", 0)]
    public void Decode_CutAnywhere_IsTheWholePictureOrRefused(string name, int longestLoss)
    {
        var bytes = Fixture.Bytes(name);
        var whole = ImageCodec.Decode(bytes, name);
        for (var length = 3; length < bytes.Length; length++)
        {
            var file = bytes.AsMemory(0, length);
            if (length < bytes.Length - longestLoss)
            {
                Assert.Equal(
                    "truncated JPEG: it ends before its last pixel",
                    Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, name)).Reason);
            }
            else if (length >= bytes.Length - 2 && longestLoss > 0)
            {
                Assert.Equal(whole.Pixels, ImageCodec.Decode(file, name).Pixels);
            }
            else if (Record.Exception(() => Assert.Equal(whole.Pixels, ImageCodec.Decode(file, name).Pixels)) is { } error)
            {
                Assert.IsType<BadInputException>(error);
            }
        }
    }

    [SharedFact("data/cases/noeoi.jpg", "data/cases/base.jpg")]
    public void Load_NoEndMarker_IsTheWholePicture() =>
        Assert.Equal(
            ImageCodec.Load(SharedFiles.PathOf("data/cases/base.jpg")).Pixels,
            ImageCodec.Load(SharedFiles.PathOf("data/cases/noeoi.jpg")).Pixels);

    [SharedFact("data/cases/trunc_20b.jpg")]
    public void Load_LastBlocksMissing_IsRefused() =>
        Assert.Contains(
            "truncated JPEG",
            Assert.Throws<BadInputException>(() => ImageCodec.Load(SharedFiles.PathOf("data/cases/trunc_20b.jpg"))).Reason,
            StringComparison.Ordinal);

    [Fact]
    public void Decode_ThousandsOfScans_IsRefusedBeforeDecoding()
    {
        // Refinement scans without data, each of which would process all blocks.
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0x10];
        byte[] file = [.. Fixture.Bytes("progressive.jpg")[..^2], .. Enumerable.Repeat(scan, 5000).SelectMany(s => s), 0xFF, 0xD9];

        Assert.Equal("damaged JPEG: more than 64 scans", Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, "x")).Reason);
    }

    [Theory]
    [InlineData(0x21, "chroma sampled 3x1 to 2x1")]
    [InlineData(0x00, "chroma sampled 3x1 to 0x0")]
    public void Decode_FractionOfASample_IsRefused(byte chroma, string expected)
    {
        var file = Fixture.Bytes("ycc444.jpg");
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (file[frame + 11], file[frame + 14], file[frame + 17]) = (0x31, chroma, chroma);

        Assert.Contains(expected, Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, "x")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_SecondScanOfAComponent_IsRefused()
    {
        var file = Fixture.Bytes("ycc444.jpg");
        var scan = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] twice = [.. file[..^2], .. file[scan..]];

        Assert.Equal(
            "damaged JPEG: 6 of 3 components have data", Assert.Throws<BadInputException>(() => ImageCodec.Decode(twice, "x")).Reason);
    }

    [Fact]
    public void Decode_GarbageAfterTheEnd_IsIgnored()
    {
        byte[] bytes = [.. Fixture.Bytes("ycc444.jpg"), .. "trailing garbage \xFF\xDA"u8];

        Fixture.AssertClose(Fixture.Expected("ycc444.ppm"), ImageCodec.Decode(bytes, "x"), 2);
    }

    [Fact]
    public void Decode_PaddingBeforeTheEndMarker_IsIgnored()
    {
        // Some cameras add padding; libjpeg warns, but all blocks have been decoded by then.
        byte[] bytes = [.. Fixture.Bytes("ycc444.jpg")[..^2], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xD9];

        Fixture.AssertClose(Fixture.Expected("ycc444.ppm"), ImageCodec.Decode(bytes, "x"), 2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 5)]
    [InlineData(64, 48)]
    public void EncodeJpeg_ThenDecode_IsNearTheOriginal(int width, int height)
    {
        var image = ImageOps.Resize(Fixture.Noise(3, 3, 5), width, height);

        var jpeg = ImageCodec.EncodeJpeg(image, 98);

        Fixture.AssertClose(image, ImageCodec.Decode(jpeg, "x"), 6);
    }

    [Fact]
    public void EncodeJpeg_Frame_Is444Baseline()
    {
        var jpeg = ImageCodec.EncodeJpeg(Fixture.Noise(20, 20, 1));

        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        Assert.True(frame > 0);
        Assert.Equal(3, jpeg[frame + 9]);
        Assert.Equal([0x11, 0x11, 0x11], new[] { jpeg[frame + 11], jpeg[frame + 14], jpeg[frame + 17] });
    }

    [Fact]
    public void EncodeJpeg_LowerQuality_IsSmaller()
    {
        var image = ImageOps.Resize(Fixture.Noise(8, 8, 3), 128, 128);

        Assert.True(ImageCodec.EncodeJpeg(image, 30).Length < ImageCodec.EncodeJpeg(image, 95).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageCodec.EncodeJpeg(image, 0));
    }

    [PillowFact("data/lfw112/images")]
    public void Load_LfwPhotos_MatchPillow()
    {
        var files = Directory.EnumerateFiles(SharedFiles.PathOf("data/lfw112/images"), "*.jpg", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Where((_, i) => i % 770 == 0).ToArray();
        var expected = Pillow.Decode(files);
        for (var i = 0; i < files.Length; i++)
        {
            var actual = ImageCodec.Load(files[i]);
            Fixture.AssertClose(expected[i], actual, 4);
        }
    }
}
