using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>The hyperbolic tangent.</summary>
internal sealed record TanhStep() : PlanStep("tanh")
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers) => input;

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) => x => x.tanh();
}
