using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// A residual block F(x) + x (He et al. 2015), rectified: a branch, and a shortcut that is empty where the branch keeps the size.
/// </summary>
internal sealed record ResidualStep(
    string Name, IReadOnlyList<PlanStep> Branch, IReadOnlyList<PlanStep> Shortcut, bool Rectified = true) : PlanStep(Name)
{
    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        var sum = Branch.Trace(input, layers).Join(Shortcut.Trace(input, layers));
        layers.Add(sum.Describe(Name, "sum"));
        return sum;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers)
    {
        var (branch, shortcut) = (Branch.Build(input, layers), Shortcut.Build(input, layers));
        return x =>
        {
            var y = branch(x);
            var kept = shortcut(x);
            y.AddInPlace(kept);
            if (!ReferenceEquals(kept, x))
            {
                kept.Dispose();
            }

            return Rectified ? y.relu_() : y;
        };
    }
}
