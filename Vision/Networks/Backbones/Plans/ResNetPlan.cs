namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// ResNet-18 and ResNet-34 (He et al. 2015, table 1) of basic blocks, two 3x3 convolutions each; where a block changes the size,
/// the shortcut is a 1x1 convolution (option B). The names are those of torchvision's checkpoints.
/// </summary>
internal static class ResNetPlan
{
    /// <summary>Makes the plan of a network.</summary>
    /// <param name="options">Input size, embedding and width.</param>
    /// <param name="architecture">Name in weight files.</param>
    /// <param name="title">Name in the literature.</param>
    /// <param name="blocks">Number of blocks in each of the four layers.</param>
    public static NetworkPlan Make(BackboneOptions options, string architecture, string title, params int[] blocks)
    {
        var channels = options.Channels(64);
        var stages = new List<PlanStage>
        {
            new("stem",
            [
                new ConvolutionStep("conv1", channels, 7, 2, 3, bias: false),
                new NormStep("bn1"),
                new RectifierStep(),
                new PoolStep("maxpool", PoolKind.Max, 3, 2, 1),
            ]),
        };
        for (var layer = 0; layer < blocks.Length; layer++)
        {
            var steps = new List<PlanStep>();
            for (var block = 0; block < blocks[layer]; block++)
            {
                var wide = options.Channels(64 << layer);
                steps.Add(BasicBlock($"layer{layer + 1}.{block}", channels, wide, layer > 0 && block == 0 ? 2 : 1));
                channels = wide;
            }

            stages.Add(new PlanStage($"layer{layer + 1}", steps));
        }

        stages.Add(new PlanStage("embedding", [new GlobalPoolStep("avgpool"), new LinearStep("fc", options.Embedding, Gain: 1)]));
        return new NetworkPlan(architecture, title, stages);
    }

    private static ResidualStep BasicBlock(string name, int channelsIn, int channelsOut, int stride) => new(
        name,
        [
            new ConvolutionStep(name + ".conv1", channelsOut, 3, stride, 1, bias: false),
            new NormStep(name + ".bn1"),
            new RectifierStep(),
            new ConvolutionStep(name + ".conv2", channelsOut, 3, 1, 1, bias: false),
            new NormStep(name + ".bn2"),
        ],
        stride == 1 && channelsIn == channelsOut
            ? []
            : [new ConvolutionStep(name + ".downsample.0", channelsOut, 1, stride, bias: false, gain: 1),
                new NormStep(name + ".downsample.1")]);
}
