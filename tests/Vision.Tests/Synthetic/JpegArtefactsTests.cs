using System.Globalization;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Tests.Synthetic;

public sealed class JpegArtefactsTests
{
    /// <summary>
    /// The fixture holds what Pillow (libjpeg-turbo) reads back after writing the pattern below without chroma subsampling.
    /// It rounds Y, Cb and Cr to integers before the DCT, so that a coefficient near the middle between two steps may fall to
    /// the other side: most bytes agree within 1, a few do not, and the difference stays far below what compression changes.
    /// </summary>
    [Fact]
    public void Apply_SyntheticPattern_LeavesWhatPillowsJpegLeaves()
    {
        foreach (var line in File.ReadLines(Path.Combine(FaceGrid.Tests.SharedFiles.RepositoryRoot, "tests/Vision.Tests/Synthetic/pil-jpeg-16x16.txt")))
        {
            var parts = line.Split(' ');
            var quality = int.Parse(parts[0], CultureInfo.InvariantCulture);
            var expected = Convert.FromHexString(parts[1]);
            var bytes = Pattern();
            new JpegArtefacts().Apply(bytes, 16, quality);
            var differences = bytes.Zip(expected, (a, b) => Math.Abs(a - b)).ToArray();
            var changed = Pattern().Zip(expected, (a, b) => Math.Abs(a - b)).Average();
            Assert.True(differences.Average() < 0.15 * changed, $"quality {quality}: off by {differences.Average()} on average, compression changes {changed}");
            Assert.True(differences.Count(d => d <= 1) > 0.55 * differences.Length, $"quality {quality}: {differences.Count(d => d <= 1)} bytes agree");
        }
    }

    [Fact]
    public void Apply_SideThatIsNoMultipleOfEight_ChangesOnlyWhatCompressionMay()
    {
        var bytes = Enumerable.Repeat((byte)128, 13 * 13 * 3).ToArray();
        new JpegArtefacts().Apply(bytes, 13, 50);
        Assert.All(bytes, b => Assert.Equal(128, b));
    }

    private static byte[] Pattern()
    {
        var bytes = new byte[16 * 16 * 3];
        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 16; x++)
            {
                var at = ((y * 16) + x) * 3;
                bytes[at] = (byte)(((x * 13) + (y * 5)) % 256);
                bytes[at + 1] = (byte)((((x * x) + (3 * y * y)) % 200) + 20);
                bytes[at + 2] = (byte)((((x / 4) + (y / 4)) % 2 * 150) + 50);
            }
        }

        return bytes;
    }
}
