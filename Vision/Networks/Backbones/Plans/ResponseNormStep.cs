using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// Local response normalisation (Krizhevsky et al. 2012, section 3.3): b = a / (k + α Σ a²)^β over 5 neighbouring maps, β
/// 0.75.
/// </summary>
/// <param name="Alpha">α on the sum, as in the paper, not on the mean.</param>
internal sealed record ResponseNormStep(string Name, double Alpha, double Offset) : PlanStep(Name)
{
    private const int Size = 5;

    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        layers.Add(input.Describe(Name, "response norm"));
        return input;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers) =>
        x => nn.functional.local_response_norm(x, Size, Alpha * Size, 0.75, Offset);
}
