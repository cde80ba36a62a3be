using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A fully connected layer over all units of its input, in the order channel, row, column.</summary>
/// <param name="Gain">Gain of the initial weights: 2 before a rectifier, which halves the variance.</param>
internal sealed record LinearStep(string Name, int Out, double Gain = 2) : PlanStep(Name)
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        var output = input.Whole(Out);
        var weights = (long)input.Units * Out;
        layers.Add(output.Describe(Name, "linear", weights + Out, weights));
        return output;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers)
    {
        var linear = layers.Add(Name, nn.Linear(input.Units, Out));
        layers.Initialise(linear.weight!, linear.bias, Gain);
        return x =>
        {
            using var flat = x.flatten(1);
            return linear.call(flat);
        };
    }
}
