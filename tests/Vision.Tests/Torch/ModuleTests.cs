using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class ModuleTests
{
    [Fact]
    public void StateDict_Sequential_HasPyTorchsNames()
    {
        using Sequential net = SmallNet();

        string[] names = [.. net.state_dict().Keys.Order(StringComparer.Ordinal)];

        Assert.Equal(["0.weight", "1.bias", "1.num_batches_tracked", "1.running_mean", "1.running_var", "1.weight", "2.weight", "3.bias", "3.weight", "7.bias", "7.weight"], names);
    }

    /// <summary>Expected numbers: the same network with the same numbers in PyTorch 1.13.</summary>
    [Fact]
    public void Forward_EvaluationAndTraining_AsPyTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential net = SmallNet();
        using (no_grad())
        {
            foreach ((string key, Tensor value) in net.state_dict().Where(entry => entry.Value.is_floating_point()))
            {
                value.copy_((((arange(value.numel(), dtype: ScalarType.Float32) * 0.7f) + key.Length).sin() * 0.5f + (key.EndsWith("var", StringComparison.Ordinal) ? 1 : 0)).view(value.shape));
            }
        }

        Tensor x = (arange(2 * 2 * 9 * 9, dtype: ScalarType.Float32) * 0.37f).cos().view(2, 2, 9, 9);
        net.eval();
        Near.Equal([-0.17971904575824738, 0.1006445363163948, 0.6811646819114685, -0.13681349158287048, 0.061505332589149475, 0.7120147943496704], net.call(x), 1e-5);
        net.train();
        Tensor y = net.call(x);
        Near.Equal([-0.20237606763839722, 0.12761704623699188, 0.6529935002326965, -0.17542928457260132, 0.10311374813318253, 0.672221839427948], y, 1e-5);
        y.pow(2).sum().backward();
        Near.Equal([0.02974865585565567, 0.009402239695191383, 0.0, -2.257790129078785e-06], ((PReLU)net[2]).weight.grad!, 1e-5);
        Assert.Equal(0.015596011653542519, ((Conv2d)net[0]).weight.grad!.norm().ToDouble(), 1e-6);
        Near.Equal([0.4256213307380676, 0.36031755805015564, 0.11604119092226028, -0.19236516952514648], ((BatchNorm2d)net[1]).running_mean!, 1e-6);
        Near.Equal([1.4824148416519165, 1.7048383951187134, 1.7347900867462158, 1.5596199035644531], ((BatchNorm2d)net[1]).running_var!, 1e-6);
    }

    [Fact]
    public void RegisterComponents_Fields_BecomeNamedState()
    {
        using DisposeScope scope = NewDisposeScope();
        using var net = new Composite();

        Assert.Equal(["scale", "first.weight", "first.bias", "rest.0.weight", "rest.0.bias", "rest.1.weight", "rest.1.bias"], net.named_parameters().Select(named => named.name).Order(PlaceIn("scale", "first.weight", "first.bias", "rest.0.weight", "rest.0.bias", "rest.1.weight", "rest.1.bias")));
        Assert.Equal(["offset"], net.named_buffers().Select(named => named.name));
        Assert.Equal(["first", "rest"], net.named_children().Select(named => named.name).Order(StringComparer.Ordinal));
        Assert.Equal([2L, 4L], net.call(zeros(2, 3)).shape);
        Assert.True(net.has_parameter("rest.1.weight"));
        Assert.Same(net.get_parameter("first.bias"), net.First.bias);
    }

    [Fact]
    public void LoadStateDict_AnotherModulesState_CopiesOrThrows()
    {
        using DisposeScope scope = NewDisposeScope();
        using Composite a = new(), b = new();

        b.load_state_dict(a.state_dict());
        Assert.True(a.First.weight.Equals(b.First.weight));
        Assert.NotSame(a.First.weight, b.First.weight);

        Dictionary<string, Tensor> partial = a.state_dict();
        partial.Remove("scale");
        partial.Add("extra", zeros(1));
        Assert.Throws<InvalidOperationException>(() => b.load_state_dict(partial));
        (IList<string> missing, IList<string> unexpected) = b.load_state_dict(partial, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Equal(["extra"], unexpected);
    }

    [Fact]
    public void SaveAndLoad_Stream_RestoresEveryTensor()
    {
        using DisposeScope scope = NewDisposeScope();
        using Composite a = new(), b = new();
        using var stored = new MemoryStream();
        using var writer = new BinaryWriter(stored);

        a.save(writer);
        stored.Position = 0;
        b.load(new BinaryReader(stored));

        Assert.All(a.state_dict(), entry => Assert.True(entry.Value.Equals(b.state_dict()[entry.Key])));
        stored.Position = 0;
        using Linear other = Linear(3, 4);
        Assert.Throws<ArgumentException>(() => other.load(new BinaryReader(stored)));
    }

    [Fact]
    public void To_Doubles_MovesParametersAndKeepsCounters()
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential net = SmallNet();

        net.to(ScalarType.Float64);

        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Int64, ((BatchNorm2d)net[1]).num_batches_tracked!.dtype);
        Assert.Equal(ScalarType.Float64, net.call(zeros(2, 2, 9, 9, dtype: ScalarType.Float64)).dtype);
        Exception refused = Assert.ThrowsAny<Exception>(() => net.to(ScalarType.Int32));
        Assert.True(refused is ArgumentException or ExternalException, refused.GetType().Name);
    }

    [Fact]
    public void TrainAndEval_Parent_ReachesEveryChild()
    {
        using var net = new Composite();

        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void ZeroGrad_Module_ForgetsOrZeroes()
    {
        using DisposeScope scope = NewDisposeScope();
        using var net = new Composite();
        net.call(ones(1, 3)).sum().backward();

        net.zero_grad(set_to_none: false);
        Assert.Equal(0, net.First.weight.grad!.abs().sum().ToDouble());
        net.zero_grad();
        Assert.Null(net.First.weight.grad);
    }

    [Fact]
    public void Hooks_Forward_SeeAndChangeTheResult()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear layer = Linear(2, 2);
        var hook = layer.register_forward_hook((module, input, output) => output * 0);

        Near.Equal([0, 0], layer.call(ones(2)));
        hook.remove();
        Assert.NotEqual(0, layer.call(ones(2)).abs().sum().ToDouble());
    }

    private static Comparer<string> PlaceIn(params string[] order) => Comparer<string>.Create((x, y) => Array.IndexOf(order, x).CompareTo(Array.IndexOf(order, y)));

    private static Sequential SmallNet() => Sequential(
        Conv2d(2, 4, 3, stride: 2, padding: 1, bias: false),
        BatchNorm2d(4),
        PReLU(4),
        Conv2d(4, 4, 3, padding: 1, groups: 4),
        ReLU(),
        AdaptiveAvgPool2d(1),
        Flatten(),
        Linear(4, 3));

    private sealed class Composite : Module<Tensor, Tensor>
    {
        private readonly Linear first;
        private readonly ModuleList<Linear> rest;
        private readonly Parameter scale;
        private readonly Tensor offset;

        public Composite()
            : base(nameof(Composite))
        {
            first = Linear(3, 4);
            rest = ModuleList(Linear(4, 4), Linear(4, 4));
            scale = Parameter(ones(4)).DetachFromDisposeScope() as Parameter ?? throw new InvalidOperationException();
            offset = zeros(4).DetachFromDisposeScope();
            RegisterComponents();
        }

        public Linear First => first;

        public override Tensor forward(Tensor input)
        {
            Tensor x = first.call(input);
            foreach (Linear layer in rest)
            {
                x = layer.call(x).relu();
            }

            return (x * scale) + offset;
        }
    }
}
