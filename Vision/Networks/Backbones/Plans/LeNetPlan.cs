namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// LeNet-5 (LeCun et al. 1998) in its usual simplified form: 5x5 convolutions without padding, average pooling, then layers of 120,
/// 84 and the embedding, with tanh between them. The sparse connection table, trainable pooling coefficients and radial basis
/// outputs of the paper are omitted. On the 32x32 grey images of the paper with 10 outputs it has 61 706 parameters.
/// </summary>
internal static class LeNetPlan
{
    /// <summary>Makes the plan of the network.</summary>
    /// <param name="options">Input size, embedding and width.</param>
    public static NetworkPlan Make(BackboneOptions options) => new("lenet-5", "LeNet-5",
    [
        new("c1", [Convolution("conv1", options.Channels(6)), new TanhStep(), new PoolStep("pool1", PoolKind.Average, 2, 2)]),
        new("c3", [Convolution("conv2", options.Channels(16)), new TanhStep(), new PoolStep("pool2", PoolKind.Average, 2, 2)]),
        new("f5", [new LinearStep("fc1", options.Channels(120), Gain: 1), new TanhStep()]),
        new("f6", [new LinearStep("fc2", options.Channels(84), Gain: 1), new TanhStep()]),
        new("embedding", [new LinearStep("fc3", options.Embedding, Gain: 1)]),
    ]);

    private static ConvolutionStep Convolution(string name, int channels) => new(name, channels, 5, gain: 1);
}
