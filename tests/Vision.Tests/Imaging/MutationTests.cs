using System.Buffers.Binary;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>
/// Hostile input: a file with arbitrary damage is either decoded or refused with <see cref="BadInputException"/>, in finite time,
/// and with no more allocations than an image within the pixel limit needs.
/// </summary>
public sealed class MutationTests
{
    private const int MutationsPerFile = 1000;
    private const int MaxPixels = 1_000_000;

    /// <summary>Bytes for the image, its planes and the rewritten file; buffers are pooled outside the managed heap.</summary>
    private const long MaxBytes = 12L * MaxPixels;

    /// <summary>LibTiff converts in several steps.</summary>
    private const long MaxTiffBytes = 32L * MaxPixels;

    /// <summary>
    /// A timeout far above the duration of the test, so that a decoder that does not terminate fails the test with its input.
    /// </summary>
    private static readonly TimeSpan NeverReturns = TimeSpan.FromMinutes(10);

    public static TheoryData<string> Files() =>
    [
        "grey.jpg", "ycc420.jpg", "ycc422.jpg", "ycc444.jpg", "progressive.jpg", "separate-scans.jpg", "restart.jpg", "cmyk.jpg",
        "ycck.jpg", "chroma440-5x8.jpg", "exif5.jpg", "exif6.png", "noise-box-16x16.ppm", .. FormatTests.Names,
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_MutatedFile_DecodesOrIsRefused(string name)
    {
        var original = Fixture.Bytes(name);
        var random = new Random(original.Length);
        var decoded = Decode(Enumerable.Range(0, MutationsPerFile).Select(_ => Mutator.Mutate(original, random)));

        Assert.InRange(decoded, 0, MutationsPerFile - 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_AnyByteChangedOrTheRestCut_DecodesOrIsRefused(string name)
    {
        var original = Fixture.Bytes(name);
        Decode(Enumerable.Range(0, original.Length).SelectMany(at => ((byte[])[0x00, 0xFF, (byte)(original[at] ^ 0x10)]).Select(b =>
        {
            var mutant = (byte[])original.Clone();
            mutant[at] = b;
            return mutant;
        }).Append(original[..at])));
    }

    /// <summary>Segments of a JPEG file repeated, omitted, or reordered.</summary>
    [Theory]
    [InlineData("ycc420.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("ycck.jpg")]
    [InlineData("separate-scans.jpg")]
    public void Decode_RearrangedJpeg_DecodesOrIsRefused(string name)
    {
        var original = Fixture.Bytes(name);
        var cuts = Enumerable.Range(2, original.Length - 3)
            .Where(i => original[i] == 0xFF && original[i + 1] is not 0 and not 0xFF).ToArray();
        var random = new Random(original.Length);
        Decode(Enumerable.Range(0, MutationsPerFile).Select(_ => Mutator.Rearrange(original, cuts, random)));
    }

    /// <summary>With corrected checksums a damaged PNG passes the checksum test and reaches the decoder.</summary>
    [Theory]
    [InlineData(PngWriter.Grey, 1)]
    [InlineData(PngWriter.Grey, 16)]
    [InlineData(PngWriter.Rgb, 8)]
    [InlineData(PngWriter.Rgb, 16)]
    [InlineData(PngWriter.Palette, 2)]
    [InlineData(PngWriter.Palette, 8)]
    [InlineData(PngWriter.GreyAlpha, 8)]
    [InlineData(PngWriter.Rgba, 16)]
    public void Decode_MutatedPngWithRightChecksums_DecodesOrIsRefused(int colourType, int depth)
    {
        var random = new Random((colourType * 100) + depth);
        Decode(Enumerable.Range(0, MutationsPerFile).Select(i =>
        {
            var (width, height) = (random.Next(1, 13), random.Next(1, 13));
            var count = width * height * PngWriter.Channels(colourType);
            var samples = Enumerable.Range(0, count).Select(_ => random.Next(1 << depth)).ToArray();
            var file = PngWriter.Write(
                width, height, colourType, depth, samples, random.Next(2) == 0,
                ("PLTE", new byte[3 * random.Next(1, 5)]), ("tRNS", new byte[random.Next(1, 8)]));
            return i % 2 == 0 ? Mutator.WithRightChecksums(Mutator.Mutate(file, random)) : Mutator.Rearrange(file, Cuts(file), random);
        }));
    }

    private static List<int> Cuts(byte[] png)
    {
        var cuts = new List<int>();
        for (var at = 8; at < png.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
        {
            cuts.Add(at);
        }

        return cuts;
    }

    /// <returns>Number of files that were decoded.</returns>
    private static int Decode(IEnumerable<byte[]> files)
    {
        var decoded = 0;
        byte[] last = [];
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() =>
        {
            foreach (var file in files)
            {
                last = file;
                decoded += DecodesWithinLimits(file) ? 1 : 0;
            }
        }));
        thread.IsBackground = true;
        thread.Start();
        Assert.True(thread.Join(NeverReturns), $"does not come to an end: {Convert.ToBase64String(last)}");
        Assert.True(failure is null, $"{failure}\n{Convert.ToBase64String(last)}");
        return decoded;
    }

    private static bool DecodesWithinLimits(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var image = ImageCodec.Decode(file, "x", MaxPixels);
            Assert.Equal(image.Width * image.Height * 3, image.Pixels.Length);
            return true;
        }
        catch (BadInputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
        finally
        {
            var most = file is [(byte)'I' or (byte)'M', ..] ? MaxTiffBytes : MaxBytes;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        }
    }
}
