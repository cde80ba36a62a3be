using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class AutogradTests
{
    public static TheoryData<string> Names => [.. Functions.Keys];

    private static Dictionary<string, Func<Tensor, Tensor>> Functions => new()
    {
        ["conv2d"] = x => F.conv2d(x, Weights(3, 2, 3, 3), strides: [2L, 1L], padding: [1L, 1L]),
        ["depthwise"] = x => F.conv2d(x, Weights(2, 1, 3, 3), groups: 2),
        ["batch_norm"] = x => F.batch_norm(x, null, null, training: true).pow(3),
        ["prelu"] = x => F.prelu(x, Weights(2)),
        ["avg_pool"] = x => F.avg_pool2d(x, [2L, 2L]),
        ["max_pool"] = x => F.max_pool2d(x, [3L, 3L], strides: [2L, 2L]),
        ["normalize"] = x => F.normalize(x.flatten(1)),
        ["log_softmax"] = x => x.flatten(1).log_softmax(1),
        ["linear"] = x => F.linear(x.flatten(1), Weights(3, 50)),
        ["cdist"] = x => cdist(x.flatten(1), Weights(3, 50)),
        ["gram"] = x => x.flatten(2).bmm(x.flatten(2).transpose(1, 2)),
        ["triplet"] = x => (x[0] - Weights(2, 5, 5)).pow(2).sum().sub((x[1] - 0.3).pow(2).sum()).add(0.2).clamp_min(0),
        ["index"] = x => x[TensorIndex.Colon, 1, TensorIndex.Slice(1, 4)] * 2,
        ["where"] = x => where(x > 0, x.exp(), x.sin()),
    };

    private static Tensor Weights(params long[] shape) => tensor(Near.Numbers((int)shape.Aggregate(1L, (a, b) => a * b), 3), shape);

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_EachFunction_AsFiniteDifferences(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        // A phase of its own, so that no element lies on the kink at 0.
        double[] at = Near.Numbers(2 * 2 * 5 * 5, 0.3);
        Func<Tensor, Tensor> function = Functions[name];
        double Loss(double[] x)
        {
            using IDisposable unrecorded = no_grad();
            Tensor y = function(tensor(x, [2, 2, 5, 5]));
            return (y * Weights(y.shape)).sum().ToDouble();
        }

        Tensor input = tensor(at, [2, 2, 5, 5], requires_grad: true);
        Tensor output = function(input);
        (output * Weights(output.shape)).sum().backward();

        double[] expected = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double[] up = [.. at], down = [.. at];
            up[i] += 1e-6;
            down[i] -= 1e-6;
            expected[i] = (Loss(up) - Loss(down)) / 2e-6;
        }

        Near.Equal(expected, input.grad!, 1e-7);
    }

    [Fact]
    public void Grad_SecondOrder_ThroughTheFirst()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new double[] { 2, -1 }, requires_grad: true);

        IList<Tensor> first = autograd.grad([x.pow(3).sum()], [x], create_graph: true);
        IList<Tensor> second = autograd.grad([first[0].sum()], [x]);

        Near.Equal([12, 3], first[0]);
        Near.Equal([12, -6], second[0]);
    }

    [Fact]
    public void Grad_UnusedInputThatIsAllowed_LeavesTheOthers()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), unused = ones(2, requires_grad: true);

        // Not allowed, it is an error that TorchSharp does not catch: libtorch ends the process.
        Near.Equal([2, 2], autograd.grad([(x * 2).sum()], [x, unused], allow_unused: true)[0]);
    }

    [Fact]
    public void Backward_Twice_AccumulatesOrThrows()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor loss = x.pow(2).sum();

        loss.backward(retain_graph: true);
        loss.backward();

        Near.Equal([4, 4], x.grad!);
        Assert.Throws<ExternalException>(loss.backward);
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void NoGrad_Scopes_SwitchRecordingAndBack()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);

        Assert.True((x * 2).requires_grad);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        using (inference_mode())
        {
            Assert.False((x * 2).requires_grad);
        }

        Assert.True(is_grad_enabled());
        Assert.False((x * 2).detach().requires_grad);
    }
}
