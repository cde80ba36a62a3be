namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// AlexNet (Krizhevsky et al. 2012): the paper's two towers as convolutions in 2 groups, response normalisation, overlapping
/// pooling, no batch norm. With 1000 outputs on 227x227 (which the layer sizes of the paper require, although it prints 224) it has
/// 60 965 224 parameters, and 62 378 344 without the groups. The dropout of the paper is omitted, see <see cref="Backbone"/>.
/// </summary>
internal static class AlexNetPlan
{
    private const int Towers = 2;

    /// <summary>Makes the plan of the network.</summary>
    /// <param name="options">Input size, embedding and width.</param>
    public static NetworkPlan Make(BackboneOptions options) => new("alexnet", "AlexNet",
    [
        new("conv1",
        [
            new ConvolutionStep("conv1", options.Channels(96), 11, 4), new RectifierStep(), Norm("norm1"), Pool("pool1"),
        ]),
        new("conv2",
        [
            new ConvolutionStep("conv2", options.Channels(256), 5, 1, 2, Towers), new RectifierStep(), Norm("norm2"), Pool("pool2"),
        ]),
        new("conv3", [new ConvolutionStep("conv3", options.Channels(384), 3, 1, 1), new RectifierStep()]),
        new("conv4", [new ConvolutionStep("conv4", options.Channels(384), 3, 1, 1, Towers), new RectifierStep()]),
        new("conv5", [new ConvolutionStep("conv5", options.Channels(256), 3, 1, 1, Towers), new RectifierStep(), Pool("pool5")]),
        new("fc6", [new LinearStep("fc6", options.Channels(4096)), new RectifierStep()]),
        new("fc7", [new LinearStep("fc7", options.Channels(4096)), new RectifierStep()]),
        new("embedding", [new LinearStep("fc8", options.Embedding, Gain: 1)]),
    ]);

    private static ResponseNormStep Norm(string name) => new(name, Alpha: 1e-4, Offset: 2);

    private static PoolStep Pool(string name) => new(name, PoolKind.Max, 3, 2);
}
