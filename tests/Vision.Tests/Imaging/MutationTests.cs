using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>Hostile input: whatever is done to a file, it either decodes or is refused with <see cref="BadInputException"/>.</summary>
public sealed class MutationTests
{
    private const int MutationsPerFile = 280;

    public static TheoryData<string> Files() =>
        ["grey.jpg", "ycc420.jpg", "progressive.jpg", "ycck.jpg", "exif5.jpg", "exif6.png", "noise-box-16x16.ppm"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_MutatedFile_DecodesOrIsRefused(string name)
    {
        var original = Fixture.Bytes(name);
        var random = new Random(original.Length);
        var decoded = 0;
        for (var i = 0; i < MutationsPerFile; i++)
        {
            var mutant = Mutator.Mutate(original, random);
            try
            {
                var image = ImageCodec.Default.Decode(mutant, name, maxPixels: 1_000_000);
                Assert.Equal(image.Width * image.Height * 3, image.Pixels.Length);
                decoded++;
            }
            catch (BadInputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.True(decoded < MutationsPerFile);
    }

    /// <summary>With its checksums made right again a damaged PNG gets past the first gate and into the decoder.</summary>
    [Fact]
    public void Decode_MutatedPngWithRightChecksums_DecodesOrIsRefused()
    {
        var random = new Random(7);
        for (var i = 0; i < MutationsPerFile; i++)
        {
            var type = (int[])[PngWriter.Grey, PngWriter.Rgb, PngWriter.Palette, PngWriter.GreyAlpha, PngWriter.Rgba];
            var colour = type[random.Next(type.Length)];
            var file = PngWriter.Write(
                12, 12, colour, 8, Enumerable.Range(0, 144 * PngWriter.Channels(colour)).Select(_ => random.Next(4)).ToArray(), random.Next(2) == 0,
                ("PLTE", new byte[3 * random.Next(1, 5)]), ("tRNS", new byte[random.Next(1, 8)]));
            var mutant = Mutator.WithRightChecksums(Mutator.Mutate(file, random));
            try
            {
                var image = ImageCodec.Default.Decode(mutant, "x", maxPixels: 1_000_000);
                Assert.Equal(image.Width * image.Height * 3, image.Pixels.Length);
            }
            catch (BadInputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }
}
