using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>PReLU (He et al. 2015) with a slope per channel.</summary>
internal sealed record SlopesStep(string Name, bool Learned) : PlanStep(Name)
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        layers.Add(input.Describe(Name, "PReLU", parameters: input.Channels));
        return input;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) =>
        layers.Add(Name, new Slopes(input.Channels, Learned)).call;
}
