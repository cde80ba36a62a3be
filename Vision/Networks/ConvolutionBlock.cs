using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>A named <see cref="ConvolutionUnit"/> for training: convolution, batch norm, PReLU unless linear.</summary>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // The names of the fields are the names in checkpoints.
    private readonly Conv2d conv;
    private readonly BatchNormalization bn;
    private readonly Slopes? prelu;
#pragma warning restore IDE1006

    public ConvolutionBlock(ConvolutionUnit unit, bool learnSlopes)
        : base(nameof(ConvolutionBlock))
    {
        conv = Convolution(unit);
        bn = new BatchNormalization(unit.Out);
        prelu = unit.Activation is null ? null : new Slopes(unit.Out, learnSlopes);
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
