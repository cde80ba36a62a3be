using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A layer, or a few that belong together: says what it would be without allocating it, or builds it.</summary>
/// <param name="Name">As in weight files.</param>
internal abstract record PlanStep(string Name)
{
    /// <summary>Adds what it consists of to a list, and says what it makes of its input.</summary>
    public abstract MapShape Trace(MapShape input, ICollection<LayerDescription> layers);

    /// <summary>
    /// Registers its modules, with seeded weights, and gives the function they compute. That function may change its input in
    /// place where it is an activation, and hands back a tensor of the current dispose scope.
    /// </summary>
    public abstract Func<Tensor, Tensor> Build(MapShape input, LayerSet layers);
}
