using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class TensorErrorTests
{
    [Fact]
    public void MatrixProduct_ShapesThatDoNotFit_ThrowsExternalException()
    {
        using DisposeScope scope = NewDisposeScope();

        ExternalException thrown = Assert.Throws<ExternalException>(() => randn(2, 3).mm(randn(2, 3)));

        Assert.Contains("2x3", thrown.Message);
    }

    [Fact]
    public void InPlace_OnALeafThatNeedsItsGradient_ThrowsExternalException()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = zeros(2, requires_grad: true);

        Assert.Throws<ExternalException>(() => leaf.add_(1));
        Near.Equal([0, 0], leaf);
    }

    [Fact]
    public void AnyCall_AfterDispose_ThrowsInvalidOperation()
    {
        Tensor gone = zeros(2);
        gone.Dispose();
        gone.Dispose();

        Assert.True(gone.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => gone.sum());
    }

    [Fact]
    public void Error_OnOneThread_DoesNotReachAnother()
    {
        var messages = new string[8];
        Parallel.For(0, 8, i =>
        {
            using DisposeScope scope = NewDisposeScope();
            messages[i] = Assert.Throws<ExternalException>(() => zeros(i + 2, 1).mm(zeros(i + 2, 1))).Message;
        });

        Assert.All(messages.Select((message, i) => (message, i)), pair => Assert.Contains($"{pair.i + 2}x1", pair.message));
    }

    [Fact]
    public void Device_Descriptions_Parse()
    {
        Assert.Equal(DeviceType.CPU, device("cpu").type);
        Assert.Equal("cpu", CPU.ToString());
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal("cuda:1", new Device(DeviceType.CUDA, 1).ToString());
        Assert.ThrowsAny<ArgumentException>(() => new Device("toaster"));
    }
}
