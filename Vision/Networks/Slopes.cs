using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// PReLU with one slope per channel, learned or fixed at its initial value. In libtorch's CPU kernels the gradient of learned
/// slopes takes as long as all convolutions together; fixed slopes are equivalent to a leaky ReLU.
/// </summary>
internal sealed class Slopes : Module<Tensor, Tensor>
{
    /// <summary>Initial slope of PReLU (He et al. 2015).</summary>
    public const double Initial = 0.25;

#pragma warning disable IDE1006 // The name of the field is the name in checkpoints.
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
