using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class OptimizerTests
{
    private const int Steps = 6;

    public static TheoryData<string> Names => [.. Makers.Keys];

    private static Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> Makers => new()
    {
        ["sgd"] = p => optim.SGD(p, 0.01),
        ["momentum"] = p => optim.SGD(p, 0.01, momentum: 0.9, dampening: 0.2, weight_decay: 0.05),
        ["nesterov"] = p => optim.SGD(p, 0.01, momentum: 0.9, nesterov: true, weight_decay: 0.01),
        ["adam"] = p => optim.Adam(p, 0.1, weight_decay: 0.05),
        ["amsgrad"] = p => optim.Adam(p, 0.1, beta1: 0.5, beta2: 0.6, amsgrad: true),
        ["adamw"] = p => optim.AdamW(p, 0.1, weight_decay: 0.1),
    };

    /// <summary>Where PyTorch 1.13 is after six steps in doubles: p (3 × 2), then q (2).</summary>
    private static Dictionary<string, double[]> Expected => new()
    {
        ["sgd"] = [0.4971190478840396, -0.9753350554517844, 2.001636154541621, 0.5072935961885929, -0.06259991827826435, 1.346822426657651, 0.7401089241339702, -1.5561486842066545],
        ["momentum"] = [0.48493411411053405, -0.904575395882588, 1.9838332570722497, 0.8820586037897785, 0.7931872627276337, 1.1199700935804349, 0.39061360981833537, -0.9133159344794605],
        ["nesterov"] = [0.46059707596664334, -0.7065857118156772, 1.949213078182452, 1.0079675024918358, 0.5467183090039873, 1.0738582237731618, 0.40080420556923024, -0.7431913268836562],
        ["adam"] = [0.2449469792908446, -0.8793276102069513, 1.9905226789451842, 0.8298661103413421, -0.17120286859759498, 0.9284211347651486, 0.4214214950139924, -1.4229013224847764],
        ["amsgrad"] = [0.24377278755421616, -0.7700428449014215, 1.9206265857904647, 0.7878237345061585, -0.21642741308952562, 0.9925180350682162, 0.4580042970661315, -1.4551672320504974],
        ["adamw"] = [0.24395598992743933, -0.8169267192975949, 1.9398327188739455, 0.8001017270993969, -0.14447241418237378, 0.8661399837069121, 0.37880811528257635, -1.3237796752876556],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_Doubles_FollowsPyTorch(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        (Parameter p, Parameter q) = Start(ScalarType.Float64);
        using OptimizerHelper optimizer = Makers[name]([p, q]);

        Run(optimizer, p, q, Steps);

        Near.Equal(Expected[name], cat([p.flatten(), q]), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_FloatsAndTransposed_FollowPyTorch(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        (Parameter p, Parameter q) = Start(ScalarType.Float32);
        Parameter transposed = nn.Parameter(p.detach().t().contiguous().t());
        using OptimizerHelper optimizer = Makers[name]([transposed, q]);

        Run(optimizer, transposed, q, Steps);

        Near.Equal(Expected[name], cat([transposed.flatten(), q]), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_StoredAndLoaded_GoesOnBitForBit(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        (Parameter p, Parameter q) = Start(ScalarType.Float32);
        using OptimizerHelper whole = Makers[name]([p, q]);
        Run(whole, p, q, 3);
        using var stored = new MemoryStream();
        using var writer = new BinaryWriter(stored);
        whole.save_state_dict(writer);
        Parameter p2 = nn.Parameter(p.detach().clone()), q2 = nn.Parameter(q.detach().clone());
        using OptimizerHelper resumed = Makers[name]([p2, q2]);
        stored.Position = 0;
        resumed.load_state_dict(new BinaryReader(stored));

        Run(whole, p, q, 3);
        Run(resumed, p2, q2, 3);

        Assert.True(p.Equals(p2));
        Assert.True(q.Equals(q2));
    }

    [Fact]
    public void Load_AnotherOptimisersState_Throws()
    {
        using DisposeScope scope = NewDisposeScope();
        (Parameter p, Parameter q) = Start(ScalarType.Float32);
        using Adam adam = optim.Adam([p, q]);
        using SGD sgd = optim.SGD([p, q], 0.1);
        using var stored = new MemoryStream();
        using var writer = new BinaryWriter(stored);
        adam.save_state_dict(writer);
        stored.Position = 0;

        Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(new BinaryReader(stored)));
    }

    [Fact]
    public void ParamGroups_LearningRateAndOptions_ArePerGroup()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter a = nn.Parameter(ones(2)), b = nn.Parameter(ones(2)), without = nn.Parameter(ones(2));
        using SGD sgd = optim.SGD([new SGD.ParamGroup { Parameters = [a, without] }, new SGD.ParamGroup([b], lr: 0.5)], 0.1);

        (a.sum() + b.sum()).backward();
        sgd.step();
        Near.Equal([0.9, 0.9], a);
        Near.Equal([0.5, 0.5], b);
        Near.Equal([1, 1], without);
        foreach (optim.ILearningRateController group in sgd.ParamGroups)
        {
            group.LearningRate = 1;
        }

        sgd.step();

        Near.Equal([-0.1, -0.1], a);
        Assert.Throws<ArgumentException>(() => optim.SGD([a], -1));
    }

    [Fact]
    public void ZeroGrad_AfterBackward_LeavesZeros()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter a = nn.Parameter(ones(2));
        using SGD sgd = optim.SGD([a], 0.1);
        a.sum().backward();

        sgd.zero_grad();

        Near.Equal([0, 0], a.grad!);
    }

    [Fact]
    public void Step_Closure_EvaluatesWithGradients()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter a = nn.Parameter(ones(1));
        using SGD sgd = optim.SGD([a], 0.25);

        Tensor? loss = sgd.step(() =>
        {
            Tensor value = a.pow(2).sum();
            value.backward();
            return value;
        });

        Assert.Equal(1f, loss!.item<float>());
        Near.Equal([0.5], a);
    }

    [Fact]
    public void ClipGradNorm_LargeGradients_ScaledToTheBound()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter a = nn.Parameter(zeros(1)), b = nn.Parameter(zeros(2)), without = nn.Parameter(zeros(1));
        ((a * 2).sum() + (b * 3).sum()).backward();

        double before = nn.utils.clip_grad_norm_([a, b, without], 1.0);

        Assert.Equal(Math.Sqrt(4 + 9 + 9), before, 5);
        Near.Equal([2 / before], a.grad!, 1e-5);
        Near.Equal([3 / before, 3 / before], b.grad!, 1e-5);
    }

    private static (Parameter P, Parameter Q) Start(ScalarType type)
    {
        Tensor p = tensor(new double[,] { { 0.5, -1.0 }, { 2.0, 0.25 }, { -0.75, 1.5 } }, dtype: type);
        return (nn.Parameter(p), nn.Parameter(tensor(new double[] { 1.0, -2.0 }, dtype: type)));
    }

    private static void Run(OptimizerHelper optimizer, Parameter p, Parameter q, int steps)
    {
        Tensor a = tensor(new double[,] { { 1.0, 2.0 }, { 0.5, -1.0 }, { 3.0, 0.25 } }, dtype: p.dtype);
        for (int i = 0; i < steps; i++)
        {
            optimizer.zero_grad();
            Tensor loss = ((p * a) - q).pow(2).sum() + (p * q).sin().sum();
            loss.backward();
            optimizer.step();
        }
    }
}
