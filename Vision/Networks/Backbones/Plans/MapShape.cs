namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Size of the feature maps at a point in a network, and the receptive field of their units.</summary>
/// <param name="Height">0 where the input is too small for the preceding layers.</param>
/// <param name="Width">0 where the input is too small for the preceding layers.</param>
internal readonly record struct MapShape(int Channels, int Height, int Width, int FieldHeight, int FieldWidth, int Jump)
{
    public bool IsEmpty => Height == 0 || Width == 0;

    public int Units => Channels * Height * Width;

    public static MapShape Image(int channels, int height, int width) => new(channels, height, width, 1, 1, 1);

    /// <summary>The shape after a sliding window: ⌊(n + 2p − f) / s⌋ + 1 in each direction.</summary>
    public MapShape Slide(int channels, int kernelHeight, int kernelWidth, int stride, int padding) => new(
        channels,
        Side(Height, kernelHeight, stride, padding),
        Side(Width, kernelWidth, stride, padding),
        FieldHeight + ((kernelHeight - 1) * Jump),
        FieldWidth + ((kernelWidth - 1) * Jump),
        Jump * stride);

    /// <summary>The shape after a layer that uses all units.</summary>
    public MapShape Whole(int channels) => IsEmpty
        ? this with { Channels = channels }
        : Slide(channels, Height, Width, 1, 0);

    /// <summary>The shape after an addition or concatenation: the same size, the larger receptive field.</summary>
    public MapShape Join(MapShape other) => this with
    {
        FieldHeight = Math.Max(FieldHeight, other.FieldHeight),
        FieldWidth = Math.Max(FieldWidth, other.FieldWidth),
    };

    public LayerDescription Describe(
        string name,
        string kind,
        long parameters = 0,
        long multiplyAdds = 0,
        int kernelHeight = 0,
        int kernelWidth = 0,
        int stride = 1,
        int padding = 0) =>
        new(
            name,
            kind,
            kernelHeight,
            kernelWidth,
            stride,
            padding,
            Channels,
            Height,
            Width,
            parameters,
            multiplyAdds,
            FieldHeight,
            FieldWidth,
            Jump);

    private static int Side(int n, int kernel, int stride, int padding) =>
        n == 0 || n + (2 * padding) < kernel ? 0 : ((n + (2 * padding) - kernel) / stride) + 1;
}
