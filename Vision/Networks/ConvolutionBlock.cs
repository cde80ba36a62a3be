using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>A named <see cref="ConvolutionUnit"/> for training: convolution, batch norm, PReLU unless linear.</summary>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // The names of the fields are the names in checkpoints.
    private readonly Conv2d _conv;
    private readonly BatchNormalization _bn;
    private readonly Slopes? _prelu;
#pragma warning restore IDE1006

    public ConvolutionBlock(ConvolutionUnit unit, bool learnSlopes)
        : base(nameof(ConvolutionBlock))
    {
        _conv = Convolution(unit);
        _bn = new BatchNormalization(unit.Out);
        _prelu = unit.Activation is null ? null : new Slopes(unit.Out, learnSlopes);
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
        var x = _bn.call(_conv.call(input));
        return (_prelu is null ? x : _prelu.call(x)).MoveToOuterDisposeScope();
    }
}
