namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A network layer by layer, without its weights.</summary>
/// <param name="Architecture">Its name on the command line and in weight files.</param>
/// <param name="Title">Its name in the literature.</param>
/// <param name="Stages">Input side first; the last one is the embedding.</param>
internal sealed record NetworkPlan(string Architecture, string Title, IReadOnlyList<PlanStage> Stages)
{
    /// <summary>Every layer on an image of this size.</summary>
    /// <exception cref="BadInputException">The image is too small for some layer; the smallest that is not is named.</exception>
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
