using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>max(x, 0), written over its input: what comes before it (convolution, batch norm, linear layer) needs its outcome no more.</summary>
internal sealed record RectifierStep() : PlanStep("relu")
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers) => input;

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) => x => x.relu_();
}
