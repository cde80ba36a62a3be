using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Sequences of steps.</summary>
internal static class PlanChain
{
    public static MapShape Trace(this IEnumerable<PlanStep> steps, MapShape input, ICollection<LayerDescription> layers) =>
        steps.Aggregate(input, (shape, step) => step.Trace(shape, layers));

    /// <summary>
    /// Builds a function that runs the steps in order without disposing its input; without steps it returns the input.
    /// </summary>
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

                // Autograd keeps the tensors it needs. Disposing the others at once lets the next layer reuse memory that is in the
                // cache.
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
