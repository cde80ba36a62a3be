using System.Buffers.Binary;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>PNG files with valid checksums and invalid chunks, and small interlaced files.</summary>
public sealed class PngStructureTests
{
    [Fact]
    public void Decode_DataEndsBeforeTheLastRow_IsRefused()
    {
        // Checksums and structure are valid; the header announces twice as many rows as the data has.
        var file = PngWriter.Write(8, 8, PngWriter.Grey, 8, new int[64]);
        var body = PngWriter.Header(8, 16, PngWriter.Grey, 8, false);
        PngWriter.Chunk("IHDR", body).CopyTo(file, 8);

        Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, "x"));
    }

    [Fact]
    public void Decode_InterlacedDataEndsBeforeTheLastRow_IsRefused()
    {
        var file = PngWriter.Write(8, 8, PngWriter.Grey, 8, new int[64], interlaced: true);
        PngWriter.Chunk("IHDR", PngWriter.Header(8, 64, PngWriter.Grey, 8, true)).CopyTo(file, 8);

        Assert.Contains("truncated PNG", Reason(file), StringComparison.Ordinal);
    }

    /// <summary>Some of the seven passes of a small image are empty.</summary>
    [Fact]
    public void Decode_SmallInterlacedPictures_AreWhole()
    {
        for (var width = 1; width <= 9; width++)
        {
            for (var height = 1; height <= 9; height++)
            {
                var samples = Enumerable.Range(1, width * height * 3).ToArray();
                var image = ImageCodec.Decode(PngWriter.Write(width, height, PngWriter.Rgb, 8, samples, interlaced: true), "x");

                Assert.Equal((width, height), (image.Width, image.Height));
                Assert.Equal(samples.Select(s => (byte)s), image.Pixels);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_IndexBeyondThePalette_IsItsLastColour(bool interlaced)
    {
        var samples = Enumerable.Repeat(200, 64).ToArray();
        var file = PngWriter.Write(8, 8, PngWriter.Palette, 8, samples, interlaced, ("PLTE", [9, 9, 9, 1, 2, 3]));

        Assert.Equal(Enumerable.Repeat((byte[])[1, 2, 3], 64).SelectMany(p => p), ImageCodec.Decode(file, "x").Pixels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(3 * 257)]
    public void Decode_PaletteOfImpossibleLength_IsRefused(int bytes) =>
        Assert.Contains(
            "a palette of",
            Reason(PngWriter.Write(8, 8, PngWriter.Palette, 8, new int[64], false, ("PLTE", new byte[bytes]))),
            StringComparison.Ordinal);

    [Fact]
    public void Decode_ChunksRepeatedOrOutOfPlace_IsRefused()
    {
        var palette = PngWriter.Chunk("PLTE", [1, 2, 3]);
        var file = PngWriter.Write(8, 8, PngWriter.Palette, 8, new int[64], false, ("PLTE", [1, 2, 3]));
        var chunks = Chunks(file);
        var (header, data, more, end) = (chunks[0], chunks[2], chunks[3], chunks[4]);
        byte[] With(params byte[][] parts) => [.. file[..8], .. parts.SelectMany(p => p)];
        void Refused(string reason, params byte[][] parts) => Assert.Contains(reason, Reason(With(parts)), StringComparison.Ordinal);

        Assert.Equal(ImageCodec.Decode(file, "x").Pixels, ImageCodec.Decode(With(header, palette, data, more, end), "x").Pixels);
        Refused("a second header", header, palette, data, more, header, end);
        Refused("a second header", header, header, palette, data, more, end);
        Refused("out of place", header, palette, palette, data, more, end);
        Refused("out of place", header, data, palette, more, end);
        Refused("palette is missing", header, data, more, end);
        Refused("no image", header, palette, end);
        Refused("not in one piece", header, palette, data, PngWriter.Chunk("tEXt", [65, 0, 66]), more, end);
        Refused("standard does not have", header, PngWriter.Chunk("ABCD", []), palette, data, more, end);
    }

    [Theory]
    [InlineData(PngWriter.Grey, 1)]
    [InlineData(PngWriter.Rgb, 2)]
    [InlineData(PngWriter.Palette, 3)]
    [InlineData(PngWriter.GreyAlpha, 2)]
    [InlineData(PngWriter.Rgba, 6)]
    public void Decode_TransparencyThatDoesNotFit_IsLeftOut(int colourType, int bytes)
    {
        var samples = new int[64 * PngWriter.Channels(colourType)];
        Array.Fill(samples, 1);
        var plain = PngWriter.Write(8, 8, colourType, 8, samples, false, ("PLTE", [1, 2, 3, 4, 5, 6]));
        var with = PngWriter.Write(8, 8, colourType, 8, samples, false, ("PLTE", [1, 2, 3, 4, 5, 6]), ("tRNS", new byte[bytes]));

        Fixture.AssertClose(ImageCodec.Decode(plain, "x"), ImageCodec.Decode(with, "x"), 0);
    }

    private static string Reason(byte[] file) => Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, "x")).Reason;

    private static List<byte[]> Chunks(byte[] file)
    {
        var chunks = new List<byte[]>();
        for (var at = 8; at < file.Length; at += chunks[^1].Length)
        {
            chunks.Add(file[at..(at + 12 + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)))]);
        }

        return chunks;
    }
}
