using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// max(x, 0), computed in place: the preceding layers (convolution, batch norm, linear) do not need their output for the gradient.
/// </summary>
internal sealed record RectifierStep() : PlanStep("relu")
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers) => input;

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) => x => x.relu_();
}
