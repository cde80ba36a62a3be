using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Vision.Tests.Visualization;

public sealed class LearnedFilterTests(DoublePrecisionVgg shared) : IClassFixture<DoublePrecisionVgg>
{
    /// <summary>The kernel as it is drawn, in colours of 0..255, must be the one that gives the answer: differences of the answer are the kernel's.</summary>
    [Fact]
    public void All_OnePixelChanges_ResponseChangesByTheKernel()
    {
        var image = new RgbImage(7, 5);
        new Random(1).NextBytes(image.Pixels);
        var before = LearnedFilter.All(shared.Network, image);
        Assert.Equal(64, before.Count);
        for (var colour = 0; colour < 3; colour++)
        {
            var changed = new RgbImage(7, 5, [.. image.Pixels]);
            ref var pixel = ref changed.Pixels[(((2 * 7) + 3) * 3) + colour];
            var difference = (pixel < 128 ? pixel + 100 : pixel - 100) - pixel;
            pixel = (byte)(pixel + difference);
            var after = LearnedFilter.All(shared.Network, changed);
            for (var unit = 0; unit < 64; unit++)
            {
                for (var y = 0; y < 5; y++)
                {
                    for (var x = 0; x < 7; x++)
                    {
                        // The kernel's cell that lies on the pixel when its middle lies on (x, y).
                        var (row, column) = (2 - y + 1, 3 - x + 1);
                        var expected = row is >= 0 and < 3 && column is >= 0 and < 3 ? before[unit].Kernel[(((row * 3) + column) * 3) + colour] * difference : 0;
                        Assert.Equal(expected, after[unit].Response[(y * 7) + x] - before[unit].Response[(y * 7) + x], 1e-9);
                    }
                }
            }
        }
    }
}
