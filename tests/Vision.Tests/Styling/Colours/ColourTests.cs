using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Colours;
using FaceGrid.Vision.Tests.Styling.Runs;

namespace FaceGrid.Vision.Tests.Styling.Colours;

public sealed class ColourTests
{
    private static readonly RgbImage A = TestStyle.Waves(64, 48, 9);

    // Darker, flatter and with other relations between the channels.
    private static readonly RgbImage B = new(
        64, 48, [.. TestStyle.Waves(64, 48, 5).Pixels.Select((p, i) => (byte)(30 + (p * ((i % 3) + 2) / 8) + (i * 31 % 17)))]);

    [Fact]
    public void HistogramMatch_OfAnotherImage_HasItsQuantiles()
    {
        var matched = HistogramMatch.Apply(A, B);
        for (var c = 0; c < 3; c++)
        {
            var (from, got, wanted) = (Channel(A, c), Channel(matched, c), Channel(B, c));
            for (var i = 0; i < got.Length; i++)
            {
                // A level of the source cannot be split: its pixels take the place of its last one.
                var last = Array.FindLastIndex(from, v => v == from[i]);
                Assert.Equal(wanted[last], got[i]);
            }
        }
    }

    [Fact]
    public void HistogramMatch_OfItself_ChangesNothing() => Assert.Equal(A.Pixels, HistogramMatch.Apply(A, A).Pixels);

    [Fact]
    public void MomentMatch_OfAnotherImage_HasItsMeanAndCovariance()
    {
        var matched = MomentMatch.Apply(A, B);
        for (var c = 0; c < 3; c++)
        {
            Assert.Equal(Mean(B, c), Mean(matched, c), 0.5);
            for (var d = 0; d < 3; d++)
            {
                var wanted = Covariance(B, c, d);
                Assert.InRange(Covariance(matched, c, d), wanted - 12, wanted + 12);
            }
        }
    }

    [Fact]
    public void MomentMatch_OfItself_ChangesNothing()
    {
        var same = MomentMatch.Apply(A, A);
        Assert.All(A.Pixels.Zip(same.Pixels), p => Assert.InRange(p.Second, p.First - 1, p.First + 1));
    }

    [Fact]
    public void MomentMatch_OneColour_BecomesTheMean()
    {
        var flat = new RgbImage(8, 8);
        flat.Pixels.AsSpan().Fill(77);
        var matched = MomentMatch.Apply(flat, B);
        for (var c = 0; c < 3; c++)
        {
            Assert.Equal((byte)Math.Round(Mean(B, c)), matched.Pixels[c]);
        }
    }

    [Fact]
    public void LumaTransfer_OfAnotherImage_HasItsDifferencesOfChannels()
    {
        var result = LumaTransfer.Apply(B, A);
        for (var i = 0; i < result.Pixels.Length; i += 3)
        {
            if (result.Pixels.AsSpan(i, 3).ToArray().All(p => p is > 0 and < 255))
            {
                Assert.InRange(Luma(result, i), Luma(B, i) - 0.51, Luma(B, i) + 0.51);
                Assert.InRange(
                    result.Pixels[i] - result.Pixels[i + 1], A.Pixels[i] - A.Pixels[i + 1] - 1, A.Pixels[i] - A.Pixels[i + 1] + 1);
            }
        }

        Assert.Throws<ArgumentException>(() => LumaTransfer.Apply(B, new RgbImage(3, 3)));
    }

    private static byte[] Channel(RgbImage image, int channel) => [.. image.Pixels.Where((_, i) => i % 3 == channel).Order()];

    private static double Mean(RgbImage image, int channel) => image.Pixels.Where((_, i) => i % 3 == channel).Average(p => (double)p);

    private static double Covariance(RgbImage image, int a, int b)
    {
        var (x, y) = (Mean(image, a), Mean(image, b));
        return Enumerable.Range(0, image.Width * image.Height)
            .Average(i => (image.Pixels[(3 * i) + a] - x) * (image.Pixels[(3 * i) + b] - y));
    }

    private static double Luma(RgbImage image, int at) =>
        (0.299 * image.Pixels[at]) + (0.587 * image.Pixels[at + 1]) + (0.114 * image.Pixels[at + 2]);
}
