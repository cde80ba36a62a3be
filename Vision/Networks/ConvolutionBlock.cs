using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>A named <see cref="ConvolutionUnit"/> for training: convolution, batch norm, PReLU unless linear.</summary>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // The fields' names are the checkpoints' names.
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;
    private readonly PReLU? prelu;
#pragma warning restore IDE1006

    public ConvolutionBlock(ConvolutionUnit unit)
        : base(nameof(ConvolutionBlock))
    {
        conv = Convolution(unit);
        bn = BatchNorm2d(unit.Out, eps: ConvolutionUnit.Epsilon);
        prelu = unit.Activation is null ? null : PReLU(unit.Out);
        RegisterComponents();
    }

    public static Conv2d Convolution(ConvolutionUnit unit) => Conv2d(
        unit.In,
        unit.Out,
        (unit.KernelHeight, unit.KernelWidth),
        stride: (unit.Stride, unit.Stride),
        padding: (unit.Padding, unit.Padding),
        groups: unit.Groups,
        bias: false);

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = bn.call(conv.call(input));
        return (prelu is null ? x : prelu.call(x)).MoveToOuterDisposeScope();
    }
}
