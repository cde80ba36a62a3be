using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Several chains of steps on the same input, with their output maps concatenated (Szegedy et al. 2014).</summary>
internal sealed record BranchesStep(string Name, IReadOnlyList<IReadOnlyList<PlanStep>> Branches) : PlanStep(Name)
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        var ends = Branches.Select(b => b.Trace(input, layers)).ToList();
        var output = ends.Aggregate((a, b) => a.Join(b)) with { Channels = ends.Sum(e => e.Channels) };
        layers.Add(output.Describe(Name, "concatenation"));
        return output;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers)
    {
        var built = Branches.Select(b => b.Build(input, layers)).ToList();
        return x =>
        {
            using var scope = NewDisposeScope();
            return cat([.. built.Select(b => b(x))], 1).MoveToOuterDisposeScope();
        };
    }
}
