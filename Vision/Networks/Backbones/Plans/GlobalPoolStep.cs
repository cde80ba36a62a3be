using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>The mean of every map (Lin et al. 2013): C x H x W becomes C x 1 x 1.</summary>
internal sealed record GlobalPoolStep(string Name) : PlanStep(Name)
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        var output = input.Whole(input.Channels);
        layers.Add(output.Describe(Name, "average pooling", kernelHeight: input.Height, kernelWidth: input.Width));
        return output;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) => x => x.mean([2, 3], keepdim: true);
}
