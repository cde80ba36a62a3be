using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015): scales start at 1, shifts at 0.</summary>
internal sealed record NormStep(string Name) : PlanStep(Name)
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        layers.Add(input.Describe(Name, "batch norm", parameters: 2L * input.Channels));
        return input;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) =>
        layers.Add(Name, new BatchNormalization(input.Channels)).call;
}
