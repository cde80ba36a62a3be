using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Steps one after the other.</summary>
internal static class PlanChain
{
    public static MapShape Trace(this IEnumerable<PlanStep> steps, MapShape input, ICollection<LayerDescription> layers) =>
        steps.Aggregate(input, (shape, step) => step.Trace(shape, layers));

    /// <summary>The input is left as it is; with no steps it is the outcome too.</summary>
    public static Func<Tensor, Tensor> Build(this IEnumerable<PlanStep> steps, MapShape input, LayerSet layers)
    {
        var built = new List<Func<Tensor, Tensor>>();
        foreach (var step in steps)
        {
            built.Add(step.Build(input, layers));
            input = step.Trace(input, []);
        }

        return given =>
        {
            var x = given;
            foreach (var layer in built)
            {
                var y = layer(x);

                // What autograd needs it holds itself; without it, the next layer finds warm memory.
                if (!ReferenceEquals(x, y) && !ReferenceEquals(x, given))
                {
                    x.Dispose();
                }

                x = y;
            }

            return x;
        };
    }
}
