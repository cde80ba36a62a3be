namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>The layers of a network, without weights.</summary>
/// <param name="Architecture">Name on the command line and in weight files.</param>
/// <param name="Title">Name in the literature.</param>
/// <param name="Stages">Stages from input to output; the last one is the embedding.</param>
internal sealed record NetworkPlan(string Architecture, string Title, IReadOnlyList<PlanStage> Stages)
{
    /// <summary>Describes every layer for an image of this size.</summary>
    /// <exception cref="BadInputException">
    /// The image is too small for a layer; the message gives the smallest sufficient size.
    /// </exception>
    public IReadOnlyList<LayerDescription> Describe(int channels, int height, int width)
    {
        var layers = new List<LayerDescription>();
        if (Trace(MapShape.Image(channels, height, width), layers).IsEmpty)
        {
            var side = 1;
            while (Trace(MapShape.Image(channels, side, side), []).IsEmpty)
            {
                side++;
            }

            throw new BadInputException($"input of {height}x{width}", $"{Title} needs {side}x{side} pixels at least");
        }

        return layers;
    }

    private MapShape Trace(MapShape shape, List<LayerDescription> layers)
    {
        for (var stage = 0; stage < Stages.Count; stage++)
        {
            var found = new List<LayerDescription>();
            shape = Stages[stage].Steps.Trace(shape, found);
            layers.AddRange(found.Select(l => l with { Stage = stage + 1 }));
        }

        return shape;
    }
}
