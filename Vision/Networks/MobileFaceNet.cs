using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// MobileFaceNet (Chen et al. 2018, "MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices"),
/// for training: input N x 3 x H x W, output N x 128, not normalised. The parameter names are those of its PyTorch checkpoints.
/// </summary>
public sealed class MobileFaceNet : Backbone
{
    private readonly MobileFaceNetPlan _plan;
#pragma warning disable IDE1006 // The names of the fields are the names in checkpoints.
    private readonly ConvolutionBlock conv1;
    private readonly ConvolutionBlock dw_conv1;
    private readonly ModuleList<Bottleneck> blocks;
    private readonly ConvolutionBlock conv2;
    private readonly ConvolutionBlock linear7;
    private readonly ConvolutionBlock linear1;
#pragma warning restore IDE1006

    /// <summary>Creates a network with seeded initial weights.</summary>
    /// <param name="seed">
    /// Seed of the initial weights, which are the same on every machine and independent of libtorch's generator.
    /// </param>
    /// <exception cref="BadInputException">The size is not supported.</exception>
    public MobileFaceNet(BackboneOptions options, int seed)
        : base(nameof(MobileFaceNet), options)
    {
        _plan = new MobileFaceNetPlan(options);
        var learnSlopes = options.LearnSlopes;
        conv1 = new ConvolutionBlock(_plan.Conv1, learnSlopes);
        dw_conv1 = new ConvolutionBlock(_plan.Depthwise1, learnSlopes);
        blocks = ModuleList(_plan.Bottlenecks.Select(b => new Bottleneck(b, learnSlopes)).ToArray());
        conv2 = new ConvolutionBlock(_plan.Conv2, learnSlopes);
        linear7 = new ConvolutionBlock(_plan.Global, learnSlopes);
        linear1 = new ConvolutionBlock(_plan.Embedding, learnSlopes);
        StageModules = [[conv1, dw_conv1], .. ByRow(), [conv2, linear7], [linear1]];
        RegisterComponents();
        Initialise(seed);
    }

    public override string Architecture => BackboneCatalog.MobileFaceNetName;

    public override IReadOnlyList<string> StageNames => [.. _plan.ToNetworkPlan().Stages.Select(s => s.Name)];

    internal override string Title => Describe(Options);

    private protected override IReadOnlyList<IReadOnlyList<Module>> StageModules { get; }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = dw_conv1.call(conv1.call(input));
        foreach (var block in blocks)
        {
            x = block.call(x);
        }

        x = linear1.call(linear7.call(conv2.call(x)));
        return x.flatten(1).MoveToOuterDisposeScope();
    }

    internal override Tensor Stage(int stage, Tensor input)
    {
        using var scope = NewDisposeScope();
        var modules = StageModules[stage];
        var x = modules.Cast<Module<Tensor, Tensor>>().Aggregate(input, (map, module) => module.call(map));
        return (stage == StageModules.Count - 1 ? x.flatten(1) : x).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LayerDescription> Describe() => _plan.ToNetworkPlan().Describe(3, Options.Height, Options.Width);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Tensor)> NamedState()
    {
        var all = named_parameters()
            .Select(p => (p.name, (Tensor)p.parameter))
            .Concat(named_buffers())
            .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        return _plan.Units().SelectMany(u => u.Tensors()).Select(t => (t.Name, all[t.Name]));
    }

    internal static string Describe(BackboneOptions options) => WeightsTitle.Of("MobileFaceNet", options);

    private IEnumerable<IReadOnlyList<Module>> ByRow()
    {
        var from = 0;
        foreach (var length in MobileFaceNetPlan.RowLengths)
        {
            yield return [.. blocks.Skip(from).Take(length)];
            from += length;
        }
    }

    private protected override void CheckTensor(SafeTensorsFile file, string name, float[] values)
    {
        base.CheckTensor(file, name, values);
        if (!Options.LearnSlopes && _plan.Units().Any(u => u.Activation == name) && values.Any(s => s != (float)Slopes.Initial))
        {
            throw new BadInputException(file.Path, "has learned PReLU slopes, this network keeps its own");
        }
    }

    /// <summary>
    /// He et al. 2015 for kernels (normal, fan out, as is usual for mobile networks), 1 and 0 for batch norms, 0.25 for PReLU
    /// slopes. The last batch norm of a residual branch starts at 1, as in the paper.
    /// </summary>
    private void Initialise(int seed)
    {
        var random = new Random(seed);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var all = named_parameters().ToDictionary(p => p.name, p => p.parameter, StringComparer.Ordinal);
        foreach (var unit in _plan.Units())
        {
            var std = Math.Sqrt(2.0 / (unit.KernelHeight * unit.KernelWidth * unit.Out / unit.Groups));
            var target = all[unit.Weight];
            target.copy_(tensor(NormalDeviates.Floats(random, (int)target.numel(), std), target.shape));
        }
    }
}
