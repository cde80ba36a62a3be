using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// PReLU with one slope per channel, learned or fixed at its initial value. The gradient of learned slopes costs libtorch's
/// CPU kernels as much as all convolutions together; fixed ones compute the same function as a leaky ReLU.
/// </summary>
internal sealed class Slopes : Module<Tensor, Tensor>
{
    /// <summary>Where PReLU starts (He et al. 2015).</summary>
    public const double Initial = 0.25;

#pragma warning disable IDE1006 // The field's name is the checkpoints' name.
    private readonly Parameter weight;
#pragma warning restore IDE1006

    public Slopes(int channels, bool learned)
        : base(nameof(Slopes))
    {
        Learned = learned;
        weight = new Parameter(ScalarOperations.Filled([channels], Initial), requires_grad: learned);
        RegisterComponents();
    }

    public bool Learned { get; }

    public override Tensor forward(Tensor input) =>
        Learned ? functional.prelu(input, weight) : input.LeakyRectified(Initial);
}
