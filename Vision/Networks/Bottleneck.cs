using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary><see cref="BottleneckUnits"/> for training.</summary>
internal sealed class Bottleneck : Module<Tensor, Tensor>
{
    private readonly bool _residual;
#pragma warning disable IDE1006 // The field's name is the checkpoints' name.
    private readonly Sequential conv;
#pragma warning restore IDE1006

    public Bottleneck(BottleneckUnits units)
        : base(nameof(Bottleneck))
    {
        _residual = units.Residual;
        conv = Sequential(
            ConvolutionBlock.Convolution(units.Expand),
            BatchNorm2d(units.Expand.Out, eps: ConvolutionUnit.Epsilon),
            PReLU(units.Expand.Out),
            ConvolutionBlock.Convolution(units.Depthwise),
            BatchNorm2d(units.Depthwise.Out, eps: ConvolutionUnit.Epsilon),
            PReLU(units.Depthwise.Out),
            ConvolutionBlock.Convolution(units.Project),
            BatchNorm2d(units.Project.Out, eps: ConvolutionUnit.Epsilon));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = conv.call(input);
        return (_residual ? x.add(input) : x).MoveToOuterDisposeScope();
    }
}
