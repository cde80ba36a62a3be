using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary><see cref="BottleneckUnits"/> for training.</summary>
internal sealed class Bottleneck : Module<Tensor, Tensor>
{
    private readonly bool _residual;
#pragma warning disable IDE1006 // The name of the field is the name in checkpoints.
    private readonly Sequential conv;
#pragma warning restore IDE1006

    public Bottleneck(BottleneckUnits units, bool learnSlopes)
        : base(nameof(Bottleneck))
    {
        _residual = units.Residual;
        conv = Sequential(
            ConvolutionBlock.Convolution(units.Expand),
            new BatchNormalization(units.Expand.Out),
            new Slopes(units.Expand.Out, learnSlopes),
            ConvolutionBlock.Convolution(units.Depthwise),
            new BatchNormalization(units.Depthwise.Out),
            new Slopes(units.Depthwise.Out, learnSlopes),
            ConvolutionBlock.Convolution(units.Project),
            new BatchNormalization(units.Project.Out));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = conv.call(input);
        return (_residual ? x.Plus(input) : x).MoveToOuterDisposeScope();
    }
}
