using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// VGG-16 and VGG-19 (Simonyan and Zisserman 2014, configurations D and E): 3x3 convolutions in five blocks with 2x2 pooling after
/// each, then two layers of 4096 and the embedding; no batch norm. The names are those of torchvision's checkpoints. The dropout of
/// the paper is omitted, see <see cref="Backbone"/>.
/// </summary>
internal static class VggPlan
{
    /// <summary>Makes the plan of the network.</summary>
    /// <param name="options">Input size, embedding and width.</param>
    /// <param name="architecture">VGG-16 or VGG-19.</param>
    public static NetworkPlan Make(BackboneOptions options, VggArchitecture architecture)
    {
        var stages = new List<PlanStage>();
        var steps = new List<PlanStep>();
        var index = 0;
        foreach (var layer in VggLayer.All(architecture))
        {
            steps.Add(new ConvolutionStep($"features.{index}", options.Channels(layer.Channels), 3, 1, 1));
            steps.Add(new RectifierStep());
            index += 2;
            if (layer.Convolution == VggLayer.Convolutions(architecture, layer.Block))
            {
                steps.Add(new PoolStep($"features.{index}", PoolKind.Max, 2, 2));
                stages.Add(new PlanStage($"block {layer.Block}", [.. steps]));
                steps.Clear();
                index++;
            }
        }

        stages.Add(new PlanStage("classifier.0", [new LinearStep("classifier.0", options.Channels(4096)), new RectifierStep()]));
        stages.Add(new PlanStage("classifier.3", [new LinearStep("classifier.3", options.Channels(4096)), new RectifierStep()]));
        stages.Add(new PlanStage("embedding", [new LinearStep("classifier.6", options.Embedding, Gain: 1)]));
        return architecture == VggArchitecture.Vgg16
            ? new NetworkPlan("vgg-16", "VGG-16", stages)
            : new NetworkPlan("vgg-19", "VGG-19", stages);
    }
}
