using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

public sealed class PngTests
{
    private const int W = 19;
    private const int H = 13;

    public static TheoryData<int, int, bool, bool> Kinds()
    {
        var kinds = new TheoryData<int, int, bool, bool>();
        foreach (var (type, depths) in ((int, int[])[])[
            (PngWriter.Grey, [1, 2, 4, 8, 16]),
            (PngWriter.Rgb, [8, 16]),
            (PngWriter.Palette, [1, 2, 4, 8]),
            (PngWriter.GreyAlpha, [8, 16]),
            (PngWriter.Rgba, [8, 16])])
        {
            foreach (var depth in depths)
            {
                foreach (var interlaced in (bool[])[false, true])
                {
                    kinds.Add(type, depth, interlaced, false);
                    if (type is PngWriter.Grey or PngWriter.Rgb or PngWriter.Palette)
                    {
                        kinds.Add(type, depth, interlaced, true);
                    }
                }
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_EveryColourTypeAndDepth_GivesTheStandardsValues(int colourType, int depth, bool interlaced, bool transparency)
    {
        var random = new Random((colourType * 100) + depth);
        var channels = PngWriter.Channels(colourType);
        var palette = new byte[3 << Math.Min(depth, 8)];
        random.NextBytes(palette);
        var paletteAlpha = new byte[palette.Length / 6];
        random.NextBytes(paletteAlpha);
        var samples = new int[W * H * channels];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = random.Next(1 << depth);
        }

        // The transparent colour is the colour of a pixel in the middle; its neighbour differs in the lowest bit only.
        var key = samples.AsSpan(W * 6 * channels, channels).ToArray();
        key.CopyTo(samples, ((W * 6) + 1) * channels);
        samples[((W * 6) + 1) * channels] ^= 1;

        var chunks = new List<(string, byte[])>();
        if (colourType == PngWriter.Palette)
        {
            chunks.Add(("PLTE", palette));
        }

        if (transparency)
        {
            var keyBytes = key.SelectMany(k => new[] { (byte)(k >> 8), (byte)k }).ToArray();
            chunks.Add(("tRNS", colourType == PngWriter.Palette ? paletteAlpha : keyBytes));
        }

        var file = PngWriter.Write(W, H, colourType, depth, samples, interlaced, [.. chunks]);
        var image = ImageCodec.Decode(file, "x.png");

        var expected = new RgbImage(W, H);
        for (var i = 0; i < W * H; i++)
        {
            var s = samples.AsSpan(i * channels, channels);
            var (r, g, b, a) = colourType switch
            {
                PngWriter.Palette => (palette[s[0] * 3], palette[(s[0] * 3) + 1], palette[(s[0] * 3) + 2],
                    transparency && s[0] < paletteAlpha.Length ? paletteAlpha[s[0]] : (byte)255),
                PngWriter.Grey or PngWriter.GreyAlpha => (To8(s[0], depth), To8(s[0], depth), To8(s[0], depth),
                    channels == 2 ? To8(s[1], depth) : Opaque(s, key, transparency)),
                _ =>
                    (To8(s[0], depth), To8(s[1], depth), To8(s[2], depth), channels == 4 ? To8(s[3], depth) : Opaque(s, key, transparency)),
            };
            expected.Pixels[i * 3] = OverWhite(r, a);
            expected.Pixels[(i * 3) + 1] = OverWhite(g, a);
            expected.Pixels[(i * 3) + 2] = OverWhite(b, a);
        }

        Fixture.AssertClose(expected, image, 0);
    }

    [Theory]
    [InlineData("gAMA", new byte[] { 0, 1, 0x86, 0xA0 })]
    [InlineData("gAMA", new byte[] { 0, 0, 0x20, 0 })]
    [InlineData("sRGB", new byte[] { 0 })]
    [InlineData(
        "cHRM", new byte[]
        {
            0, 0, 0x7A, 0x26, 0, 0, 0x80, 0x84, 0, 0, 0xFA, 0, 0, 0, 0x80, 0xE8,
            0, 0, 0x75, 0x30, 0, 0, 0xEA, 0x60, 0, 0, 0x3A, 0x98, 0, 0, 0x17, 0x70,
        })]
    [InlineData("bKGD", new byte[] { 0, 200, 0, 0, 0, 0 })]
    [InlineData("zTXt", new byte[] { 65, 0, 0, 1, 2, 3 })]
    [InlineData("iCCP", new byte[] { 65, 0, 0, 1, 2, 3 })]
    public void Decode_ColourChunks_NeverChangeAValue(string type, byte[] body)
    {
        var samples = Enumerable.Range(0, 16 * 16 * 4).Select(i => i * 7 % 256).ToArray();
        var plain = PngWriter.Write(16, 16, PngWriter.Rgba, 8, samples);
        var with = PngWriter.Write(16, 16, PngWriter.Rgba, 8, samples, false, (type, body));

        Fixture.AssertClose(ImageCodec.Decode(plain, "x"), ImageCodec.Decode(with, "x"), 0);
    }

    [Fact]
    public void Decode_ExifChunk_IsUprightAsInPillow() =>
        Fixture.AssertClose(Fixture.Expected("exif6-png.ppm"), ImageCodec.Decode(Fixture.Bytes("exif6.png"), "x"), 0);

    [Fact]
    public void Decode_CutAnywhere_IsRefused()
    {
        var file = PngWriter.Write(9, 9, PngWriter.Rgb, 8, Enumerable.Range(0, 243).ToArray());
        for (var length = 8; length < file.Length; length++)
        {
            var error = Assert.Throws<BadInputException>(() => ImageCodec.Decode(file.AsMemory(0, length), "x"));
            Assert.Equal("truncated PNG: it ends before its last chunk", error.Reason);
        }
    }

    [Fact]
    public void Decode_AnyBitFlipped_IsRefused()
    {
        // Every bit after the signature is covered by a checksum, is part of one, or belongs to a length that must match.
        var file = PngWriter.Write(5, 4, PngWriter.Palette, 4, new int[20], false, ("PLTE", [1, 2, 3]), ("tRNS", [9]));
        for (var bit = 64; bit < file.Length * 8; bit++)
        {
            var damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<BadInputException>(() => ImageCodec.Decode(damaged, "x"));
        }
    }

    [Fact]
    public void Decode_GarbageAfterTheEnd_IsIgnored()
    {
        var file = PngWriter.Write(3, 3, PngWriter.Grey, 8, [1, 2, 3, 4, 5, 6, 7, 8, 9]);

        Fixture.AssertClose(ImageCodec.Decode(file, "x"), ImageCodec.Decode((byte[])[.. file, 1, 2, 3], "x"), 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 31)]
    [InlineData(300, 200)]
    public void EncodePng_ThenDecode_IsTheSame(int width, int height)
    {
        var image = Fixture.Noise(width, height, width);

        Fixture.AssertClose(image, ImageCodec.Decode(ImageCodec.EncodePng(image), "x"), 0);
    }

    [Fact]
    public void EncodePng_SmoothPicture_IsFilteredAndCompressed()
    {
        var image = ImageOps.Resize(Fixture.Noise(3, 3, 1), 256, 256);

        Assert.True(ImageCodec.EncodePng(image).Length < image.Pixels.Length / 4);
    }

    private static byte To8(int value, int depth) => (byte)Math.Round(value * 255.0 / ((1 << depth) - 1), MidpointRounding.AwayFromZero);

    private static byte Opaque(ReadOnlySpan<int> sample, int[] key, bool transparency) =>
        transparency && sample.SequenceEqual(key) ? (byte)0 : (byte)255;

    private static byte OverWhite(byte c, byte a) => (byte)Math.Round(((c * a) + (255.0 * (255 - a))) / 255, MidpointRounding.AwayFromZero);
}
