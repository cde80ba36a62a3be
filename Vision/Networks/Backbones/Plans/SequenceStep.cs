using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A sequence of steps as one step.</summary>
internal sealed record SequenceStep(string Name, IReadOnlyList<PlanStep> Steps) : PlanStep(Name)
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers) => Steps.Trace(input, layers);

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) => Steps.Build(input, layers);
}
