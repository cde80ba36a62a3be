using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Networks.Backbones.Plans;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// The layers of MobileFaceNet (Chen et al. 2018, table 1) with their names in PyTorch checkpoints. Four strides of 2 leave
/// ⌈H/16⌉ x ⌈W/16⌉ for the global depthwise convolution: 7 x 7 at 112 x 112, 7 x 6 at 112 x 96.
/// </summary>
internal sealed class MobileFaceNetPlan
{
    /// <summary>Expansion t, channels c, repeats n, stride of the first s.</summary>
    private static readonly (int T, int C, int N, int S)[] Table =
        [(2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)];

    public MobileFaceNetPlan(BackboneOptions options)
    {
        options.Validate();
        Options = options;
        var stem = Channels(64);
        Conv1 = Named("conv1", 3, stem, 3, 3, 2, 1, 1, linear: false);
        Depthwise1 = Named("dw_conv1", stem, stem, 3, 3, 1, 1, stem, linear: false);

        var bottlenecks = new List<BottleneckUnits>();
        var channels = stem;
        foreach (var (t, c, n, s) in Table)
        {
            for (var repeat = 0; repeat < n; repeat++)
            {
                var (wide, narrow, stride) = (channels * t, Channels(c), repeat == 0 ? s : 1);
                var prefix = $"blocks.{bottlenecks.Count}.conv.";
                bottlenecks.Add(new BottleneckUnits(
                    new ConvolutionUnit(prefix + 0 + ".weight", prefix + 1, prefix + 2 + ".weight", channels, wide, 1, 1, 1, 0, 1),
                    new ConvolutionUnit(prefix + 3 + ".weight", prefix + 4, prefix + 5 + ".weight", wide, wide, 3, 3, stride, 1, wide),
                    new ConvolutionUnit(prefix + 6 + ".weight", prefix + 7, null, wide, narrow, 1, 1, 1, 0, 1),
                    stride == 1 && channels == narrow));
                channels = narrow;
            }
        }

        Bottlenecks = bottlenecks;
        var last = Channels(512);
        Conv2 = Named("conv2", channels, last, 1, 1, 1, 0, 1, linear: false);
        Global = Named("linear7", last, last, Sixteenth(options.Height), Sixteenth(options.Width), 1, 0, last, linear: true);
        Embedding = Named("linear1", last, options.Embedding, 1, 1, 1, 0, 1, linear: true);
    }

    public BackboneOptions Options { get; }

    public ConvolutionUnit Conv1 { get; }

    public ConvolutionUnit Depthwise1 { get; }

    public IReadOnlyList<BottleneckUnits> Bottlenecks { get; }

    public ConvolutionUnit Conv2 { get; }

    /// <summary>The global depthwise convolution in place of global pooling.</summary>
    public ConvolutionUnit Global { get; }

    public ConvolutionUnit Embedding { get; }

    /// <summary>Number of bottlenecks in each row of the table; the bottlenecks of a row form a stage.</summary>
    public static IReadOnlyList<int> RowLengths { get; } = [.. Table.Select(r => r.N)];

    /// <summary>Every unit, input to output.</summary>
    public IEnumerable<ConvolutionUnit> Units() =>
        [Conv1, Depthwise1, .. Bottlenecks.SelectMany(b => new[] { b.Expand, b.Depthwise, b.Project }), Conv2, Global, Embedding];

    /// <summary>Converts the layers to a <see cref="NetworkPlan"/>, which describes them.</summary>
    public NetworkPlan ToNetworkPlan()
    {
        var stages = new List<PlanStage> { new("stem", [.. Steps(Conv1), .. Steps(Depthwise1)]) };
        var from = 0;
        foreach (var length in RowLengths)
        {
            var steps = Bottlenecks.Skip(from).Take(length).Select((b, i) => Step(b, $"blocks.{from + i}"));
            stages.Add(new PlanStage($"row {stages.Count}", [.. steps]));
            from += length;
        }

        stages.Add(new PlanStage("global", [.. Steps(Conv2), .. Steps(Global)]));
        stages.Add(new PlanStage("embedding", [.. Steps(Embedding)]));
        return new NetworkPlan(BackboneCatalog.MobileFaceNetName, "MobileFaceNet", stages);
    }

    private PlanStep Step(BottleneckUnits units, string name)
    {
        PlanStep[] branch = [.. Steps(units.Expand), .. Steps(units.Depthwise), .. Steps(units.Project)];
        return units.Residual ? new ResidualStep(name, branch, [], Rectified: false) : new SequenceStep(name, branch);
    }

    private IEnumerable<PlanStep> Steps(ConvolutionUnit unit)
    {
        yield return new ConvolutionStep(
            unit.Weight[..^".weight".Length], unit.Out, (unit.KernelHeight, unit.KernelWidth), unit.Stride, unit.Padding, unit.Groups,
            Bias: false);
        yield return new NormStep(unit.Norm);
        if (unit.Activation is { } slopes)
        {
            yield return new SlopesStep(slopes[..^".weight".Length], Options.LearnSlopes);
        }
    }

    private static ConvolutionUnit Named(
        string name, int channelsIn, int channelsOut, int kernelHeight, int kernelWidth, int stride, int padding, int groups,
        bool linear) =>
        new(
            name + ".conv.weight",
            name + ".bn",
            linear ? null : name + ".prelu.weight",
            channelsIn,
            channelsOut,
            kernelHeight,
            kernelWidth,
            stride,
            padding,
            groups);

    private static int Sixteenth(int pixels) => (pixels + 15) / 16;

    private int Channels(int full) => Options.Channels(full);
}
