using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A layer, or a few layers that belong together: describes them without allocation, or builds them.</summary>
/// <param name="Name">Name in weight files.</param>
internal abstract record PlanStep(string Name)
{
    /// <summary>Adds descriptions of the step's layers to a list and returns the shape of its output.</summary>
    public abstract MapShape Trace(MapShape input, ICollection<LayerDescription> layers);

    /// <summary>
    /// Registers the step's modules with seeded weights and returns the function that they compute. The function of an activation
    /// may modify its input in place; the result belongs to the current dispose scope.
    /// </summary>
    public abstract Func<Tensor, Tensor> Build(MapShape input, LayerSet layers);
}
