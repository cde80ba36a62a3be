using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>WebP, BMP, GIF and TIFF, compared with Pillow (Fixtures/make_fixtures.py).</summary>
public sealed class FormatTests
{
    /// <summary>One file for each kind.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "lossy.webp", "lossless.webp", "alpha.webp", "animated.webp", "exif6.webp", "rgb.bmp", "palette.bmp", "bilevel.bmp", "palette.gif",
        "interlaced.gif", "animated.gif", "transparent.gif", "raw.tif", "lzw.tif", "deflate.tif", "packbits.tif", "jpeg.tif", "fax.tif",
        "grey.tif", "palette.tif", "cmyk.tif", "alpha.tif", "pages.tif",
    ];

    public static TheoryData<string> Files() => [.. Names];

    /// <summary>Transparency is rounded once there and twice here.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_FirstFrame_MatchesPillow(string name) => Fixture.AssertClose(
        Fixture.Expected(name.Replace('.', '-') + ".ppm"),
        ImageCodec.Decode(Fixture.Bytes(name), name),
        name.StartsWith("alpha", StringComparison.Ordinal) ? 1 : 0);

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_FileUnderAnotherExtension_IsTheSame(string name) =>
        Assert.Equal(ImageCodec.Decode(Fixture.Bytes(name), name).Pixels, ImageCodec.Decode(Fixture.Bytes(name), "photo.jpg").Pixels);

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_OverTheLimit_IsRefusedByTheHeader(string name) => Assert.Contains(
        "pixels are over the limit",
        Assert.Throws<BadInputException>(() => ImageCodec.Decode(Fixture.Bytes(name), name, maxPixels: 100)).Reason,
        StringComparison.Ordinal);

    /// <summary>Rows that are missing are never black pixels.</summary>
    [Theory]
    [InlineData("lossless.webp")]
    [InlineData("rgb.bmp")]
    [InlineData("palette.gif")]
    [InlineData("lzw.tif")]
    [InlineData("raw.tif")]
    public void Decode_SecondHalfMissing_IsRefused(string name)
    {
        var bytes = Fixture.Bytes(name);
        var error = Assert.Throws<BadInputException>(() => ImageCodec.Decode(bytes.AsMemory(0, bytes.Length / 2), name));
        Assert.Matches("^(truncated|damaged)", error.Reason);
    }
}
