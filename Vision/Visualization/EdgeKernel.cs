namespace FaceGrid.Vision.Visualization;

/// <summary>
/// A 3 x 3 kernel that people designed. It is slid over the picture without being turned around, as convolutional networks do
/// it (cross-correlation): positive where the left, or the upper, side is brighter.
/// </summary>
/// <param name="Weights">Nine, row by row.</param>
public sealed record EdgeKernel(string Name, IReadOnlyList<int> Weights)
{
    public static EdgeKernel Vertical { get; } = Across("vertical edges", 1, 1);

    public static EdgeKernel Horizontal { get; } = Down("horizontal edges", 1, 1);

    /// <summary>Sobel and Feldman 1968.</summary>
    public static EdgeKernel SobelVertical { get; } = Across("Sobel, vertical edges", 1, 2);

    public static EdgeKernel SobelHorizontal { get; } = Down("Sobel, horizontal edges", 1, 2);

    /// <summary>Scharr 2000: nearer to the same answer in every direction than Sobel's.</summary>
    public static EdgeKernel ScharrVertical { get; } = Across("Scharr, vertical edges", 3, 10);

    public static EdgeKernel ScharrHorizontal { get; } = Down("Scharr, horizontal edges", 3, 10);

    /// <summary>The kernel's answer at every pixel; the border's pixels go on beyond it, so that the frame is no edge.</summary>
    /// <param name="grey">Height x width.</param>
    /// <returns>Height x width.</returns>
    public int[] Apply(ReadOnlySpan<byte> grey, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(grey.Length, width * height);
        var map = new int[grey.Length];
        for (var y = 0; y < height; y++)
        {
            var above = grey.Slice(Math.Max(y - 1, 0) * width, width);
            var here = grey.Slice(y * width, width);
            var below = grey.Slice(Math.Min(y + 1, height - 1) * width, width);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (Math.Max(x - 1, 0), Math.Min(x + 1, width - 1));
                map[(y * width) + x] =
                    (Weights[0] * above[left]) + (Weights[1] * above[x]) + (Weights[2] * above[right])
                    + (Weights[3] * here[left]) + (Weights[4] * here[x]) + (Weights[5] * here[right])
                    + (Weights[6] * below[left]) + (Weights[7] * below[x]) + (Weights[8] * below[right]);
            }
        }

        return map;
    }

    /// <summary>How strong the edge is in whatever direction: the length of (a, b) at every pixel.</summary>
    public static double[] Strength(IReadOnlyList<int> across, IReadOnlyList<int> down) =>
        [.. across.Zip(down, (a, b) => Math.Sqrt(((double)a * a) + ((double)b * b)))];

    private static EdgeKernel Across(string name, int side, int middle) =>
        new(name, [side, 0, -side, middle, 0, -middle, side, 0, -side]);

    private static EdgeKernel Down(string name, int side, int middle) =>
        new(name, [side, middle, side, 0, 0, 0, -side, -middle, -side]);
}
