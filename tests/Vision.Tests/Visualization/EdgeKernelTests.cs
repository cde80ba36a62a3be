using FaceGrid.Vision.Visualization;

namespace FaceGrid.Vision.Tests.Visualization;

public sealed class EdgeKernelTests
{
    public static TheoryData<EdgeKernel, int[,]> Kernels => new()
    {
        { EdgeKernel.Vertical, new[,] { { 1, 0, -1 }, { 1, 0, -1 }, { 1, 0, -1 } } },
        { EdgeKernel.Horizontal, new[,] { { 1, 1, 1 }, { 0, 0, 0 }, { -1, -1, -1 } } },
        { EdgeKernel.SobelVertical, new[,] { { 1, 0, -1 }, { 2, 0, -2 }, { 1, 0, -1 } } },
        { EdgeKernel.SobelHorizontal, new[,] { { 1, 2, 1 }, { 0, 0, 0 }, { -1, -2, -1 } } },
        { EdgeKernel.ScharrVertical, new[,] { { 3, 0, -3 }, { 10, 0, -10 }, { 3, 0, -3 } } },
        { EdgeKernel.ScharrHorizontal, new[,] { { 3, 10, 3 }, { 0, 0, 0 }, { -3, -10, -3 } } },
    };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Apply_AnyPicture_EqualsPlainLoops(EdgeKernel kernel, int[,] weights)
    {
        foreach (var (width, height) in new[] { (17, 11), (1, 9), (9, 1), (1, 1), (2, 2) })
        {
            var grey = new byte[width * height];
            new Random(width).NextBytes(grey);
            var map = kernel.Apply(grey, width, height);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var sum = 0;
                    for (var dy = -1; dy <= 1; dy++)
                    {
                        for (var dx = -1; dx <= 1; dx++)
                        {
                            var (row, column) = (Math.Clamp(y + dy, 0, height - 1), Math.Clamp(x + dx, 0, width - 1));
                            sum += weights[dy + 1, dx + 1] * grey[(row * width) + column];
                        }
                    }

                    Assert.Equal(sum, map[(y * width) + x]);
                }
            }
        }
    }

    /// <summary>The curriculum's own example: six columns, the left half 10, the right half 0.</summary>
    [Fact]
    public void Apply_BrightLeftHalf_VerticalKernelGives30InTheMiddle()
    {
        var grey = Enumerable.Range(0, 36).Select(i => (byte)(i % 6 < 3 ? 10 : 0)).ToArray();
        Assert.Equal(
            Enumerable.Range(0, 36).Select(i => i % 6 is 2 or 3 ? 30 : 0), EdgeKernel.Vertical.Apply(grey, 6, 6));
        Assert.DoesNotContain(EdgeKernel.Horizontal.Apply(grey, 6, 6), v => v != 0);
    }

    [Fact]
    public void Strength_ThreeAndFour_IsFive() => Assert.Equal([5.0, 0], EdgeKernel.Strength([3, 0], [-4, 0]));

    [Fact]
    public void Apply_WrongSize_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => EdgeKernel.Vertical.Apply(new byte[5], 2, 3));
}
