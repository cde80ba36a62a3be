namespace FaceGrid.Vision.Networks;

/// <summary>
/// The layers of the MiniFASNets (Silent-Face-Anti-Spoofing, Minivision 2020: channel-pruned MobileFaceNets) with their names in
/// PyTorch checkpoints. 80 x 80 pixels are reduced to 5 x 5 before the global depthwise convolution.
/// </summary>
internal sealed class MiniFasNetPlan
{
    /// <summary>Side of the input in pixels.</summary>
    public const int Side = 80;

    /// <summary>Number of classes; <see cref="LiveClass"/> is a live face, the other two are attacks.</summary>
    public const int Classes = 3;

    public const int LiveClass = 1;

    private const int Features = 512;
    private const int Embedded = 128;

    /// <summary>
    /// Channels inside the blocks of each of the three stages: first the downsampling block, then the residual blocks.
    /// </summary>
    private static readonly int[][] WidthsV2 = [[103, 13, 13, 13, 13], [231, 231, 52, 26, 77, 26, 26], [308, 26, 26]];

    private static readonly int[][] WidthsV1 = [[103, 13, 26, 13, 52], [231, 154, 52, 26, 52, 26, 26], [308, 26, 26]];

    private MiniFasNetPlan(string name, int[][] widths, bool squeeze)
    {
        Name = name;
        Stem = [Named("conv1", 3, 32, 3, 2, 1, 1, linear: false), Named("conv2_dw", 32, 32, 3, 1, 1, 32, linear: false)];
        int[] outs = [64, 128, 128];
        string[] downs = ["conv_23", "conv_34", "conv_45"];
        var blocks = new List<MiniFasNetBlock>();
        var channels = 32;
        for (var stage = 0; stage < widths.Length; stage++)
        {
            for (var i = 0; i < widths[stage].Length; i++)
            {
                var down = i == 0;
                var prefix = down ? downs[stage] : $"conv_{stage + 3}.model.{i - 1}";
                blocks.Add(Block(prefix, channels, widths[stage][i], outs[stage], down, squeeze && i == widths[stage].Length - 1));
                channels = outs[stage];
            }
        }

        Blocks = blocks;
        Tail =
        [
            Named("conv_6_sep", channels, Features, 1, 1, 0, 1, linear: false),
            Named("conv_6_dw", Features, Features, 5, 1, 0, Features, linear: true),
        ];
    }

    /// <summary>With plain residual blocks.</summary>
    public static MiniFasNetPlan V2 { get; } = new("MiniFASNetV2", WidthsV2, squeeze: false);

    /// <summary>With a squeeze-and-excitation module (Hu et al. 2018) in the last block of every stage.</summary>
    public static MiniFasNetPlan V1SE { get; } = new("MiniFASNetV1SE", WidthsV1, squeeze: true);

    public string Name { get; }

    public IReadOnlyList<ConvolutionUnit> Stem { get; }

    public IReadOnlyList<MiniFasNetBlock> Blocks { get; }

    public IReadOnlyList<ConvolutionUnit> Tail { get; }

    /// <summary>The fully connected layer with its batch norm, as a convolution on one pixel.</summary>
    public ConvolutionUnit Embedding { get; } = new("linear.weight", "bn", null, Features, Embedded, 1, 1, 1, 0, 1);

    /// <summary>Name and shape of the last layer's matrix.</summary>
    public (string Name, long[] Shape) Head { get; } = ("prob.weight", [Classes, Embedded]);

    /// <summary>Names and shapes of all tensors in the weight file.</summary>
    public IEnumerable<(string Name, long[] Shape)> Tensors() =>
        Stem.Concat(Blocks.SelectMany(b => b.Units())).Concat(Tail).SelectMany(u => u.Tensors())
            .Concat(Embedding.Tensors().Select(t => t.Name == Embedding.Weight ? (t.Name, [Embedded, Features]) : t))
            .Append(Head);

    private static MiniFasNetBlock Block(string prefix, int channelsIn, int inner, int channelsOut, bool down, bool squeeze)
    {
        var units = new BottleneckUnits(
            Named(prefix + ".conv", channelsIn, inner, 1, 1, 0, 1, linear: false),
            Named(prefix + ".conv_dw", inner, inner, 3, down ? 2 : 1, 1, inner, linear: false),
            Named(prefix + ".project", inner, channelsOut, 1, 1, 0, 1, linear: true),
            Residual: !down);
        var narrow = channelsOut / 4;
        return new MiniFasNetBlock(
            units,
            squeeze ? new ConvolutionUnit(prefix + ".se_fc1.weight", prefix + ".se_bn1", null, channelsOut, narrow, 1, 1, 1, 0, 1) : null,
            squeeze ? new ConvolutionUnit(prefix + ".se_fc2.weight", prefix + ".se_bn2", null, narrow, channelsOut, 1, 1, 1, 0, 1) : null);
    }

    private static ConvolutionUnit Named(
        string name, int channelsIn, int channelsOut, int kernel, int stride, int padding, int groups, bool linear) =>
        new(
            name + ".conv.weight",
            name + ".bn",
            linear ? null : name + ".prelu.weight",
            channelsIn,
            channelsOut,
            kernel,
            kernel,
            stride,
            padding,
            groups);
}
