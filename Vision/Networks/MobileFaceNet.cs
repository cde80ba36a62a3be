using FaceGrid.Vision.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// MobileFaceNet (Chen et al. 2018, "MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile
/// Devices"), for training: N x 3 x H x W in, N x 128 out, not normalised. Parameter names are those of its PyTorch checkpoints.
/// </summary>
public sealed class MobileFaceNet : Module<Tensor, Tensor>
{
    private readonly MobileFaceNetPlan _plan;
#pragma warning disable IDE1006 // The fields' names are the checkpoints' names.
    private readonly ConvolutionBlock conv1;
    private readonly ConvolutionBlock dw_conv1;
    private readonly ModuleList<Bottleneck> blocks;
    private readonly ConvolutionBlock conv2;
    private readonly ConvolutionBlock linear7;
    private readonly ConvolutionBlock linear1;
#pragma warning restore IDE1006

    /// <param name="seed">Of the initial weights: the same on every machine, whatever libtorch's own generator does.</param>
    public MobileFaceNet(MobileFaceNetOptions options, int seed)
        : base(nameof(MobileFaceNet))
    {
        _plan = new MobileFaceNetPlan(options);
        conv1 = new ConvolutionBlock(_plan.Conv1);
        dw_conv1 = new ConvolutionBlock(_plan.Depthwise1);
        blocks = ModuleList(_plan.Bottlenecks.Select(b => new Bottleneck(b)).ToArray());
        conv2 = new ConvolutionBlock(_plan.Conv2);
        linear7 = new ConvolutionBlock(_plan.Global);
        linear1 = new ConvolutionBlock(_plan.Embedding);
        RegisterComponents();
        Initialise(seed);
    }

    public MobileFaceNetOptions Options => _plan.Options;

    /// <summary>Number of trained floats (kernels, batch norm scales and shifts, PReLU slopes).</summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

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

    /// <summary>Replaces every parameter and running statistic by the file's.</summary>
    /// <exception cref="BadInputException">The file does not hold the weights of a MobileFaceNet of this size.</exception>
    public void Load(SafeTensorsFile file)
    {
        NetworkWeights.Check(file, Describe(Options), _plan.Units().SelectMany(u => u.Tensors()));
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, target) in Named())
        {
            target.copy_(tensor(NetworkWeights.ReadFinite(file, name), target.shape));
        }
    }

    /// <summary>Adds every parameter and running statistic to a weight file.</summary>
    public void AddTo(SafeTensorsWriter writer, TensorType type = TensorType.F32)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, source) in Named())
        {
            writer.Add(name, source.shape, source.detach().cpu().contiguous().data<float>().ToArray(), type);
        }
    }

    internal static string Describe(MobileFaceNetOptions options) => options.WidthMultiplier == 1
        ? FormattableString.Invariant($"MobileFaceNet {options.Height}x{options.Width}")
        : FormattableString.Invariant($"MobileFaceNet {options.Height}x{options.Width} of width {options.WidthMultiplier}");

    /// <summary>Parameters and running statistics in the plan's order, without the batch counters.</summary>
    private IEnumerable<(string Name, Tensor Tensor)> Named()
    {
        var all = named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Concat(named_buffers()).ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        return _plan.Units().SelectMany(u => u.Tensors()).Select(t => (t.Name, all[t.Name]));
    }

    /// <summary>
    /// He et al. 2015 for kernels (normal, fan out, as is usual for mobile networks), 1 and 0 for batch norms, 0.25 for
    /// PReLU slopes. The last batch norm of a residual branch starts at 1 as the paper's does.
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
            target.copy_(tensor(Normal(random, (int)target.numel(), std), target.shape));
        }
    }

    private static float[] Normal(Random random, int count, double std)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            // Box and Muller.
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = (float)(std * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
