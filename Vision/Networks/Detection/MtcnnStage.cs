namespace FaceGrid.Vision.Networks.Detection;

/// <summary>The layers of one network of MTCNN, with their names in the weight file.</summary>
/// <param name="Name"><c>pnet</c>, <c>rnet</c> or <c>onet</c>.</param>
/// <param name="Convolutions">Channels and kernel of each convolution, and the max pooling after it (0: none).</param>
/// <param name="Flat">Inputs of the dense layer; 0 for the fully convolutional network without one.</param>
/// <param name="Dense">Outputs of the dense layer.</param>
/// <param name="Heads">
/// Outputs of each head: two classes, four box corrections, and in the last network ten landmark coordinates.
/// </param>
internal sealed record MtcnnStage(
    string Name,
    IReadOnlyList<(int Channels, int Kernel, int Pool, bool Ceiling)> Convolutions,
    int Flat,
    int Dense,
    IReadOnlyList<int> Heads)
{
    /// <summary>P-Net: proposes candidates of 12 x 12 pixels at every second pixel.</summary>
    public static MtcnnStage Proposal { get; } = new("pnet", [(10, 3, 2, true), (16, 3, 0, false), (32, 3, 0, false)], 0, 0, [2, 4]);

    /// <summary>R-Net: refines candidates at 24 x 24 pixels.</summary>
    public static MtcnnStage Refinement { get; } = new("rnet", [(28, 3, 3, true), (48, 3, 3, false), (64, 2, 0, false)], 576, 128, [2, 4]);

    /// <summary>O-Net: refines candidates at 48 x 48 pixels and locates landmarks.</summary>
    public static MtcnnStage Output { get; } =
        new("onet", [(32, 3, 3, true), (64, 3, 3, false), (64, 3, 2, true), (128, 2, 0, false)], 1152, 256, [2, 4, 10]);

    /// <summary>The convolution with this index, from 0.</summary>
    public ConvolutionSpec Convolution(int index) => new(
        $"{Name}.conv{index + 1}.weights",
        $"{Name}.conv{index + 1}.bias",
        index == 0 ? 3 : Convolutions[index - 1].Channels,
        Convolutions[index].Channels,
        Convolutions[index].Kernel,
        Transposed: true);

    /// <summary>A head of a network without a dense layer: a 1 x 1 convolution.</summary>
    public ConvolutionSpec HeadConvolution(int head) =>
        new(
            $"{Name}.conv{Convolutions.Count + 1}_{head + 1}.weights",
            $"{Name}.conv{Convolutions.Count + 1}_{head + 1}.bias",
            Convolutions[^1].Channels,
            Heads[head],
            1);

    /// <summary>
    /// The PReLU slopes after convolution <paramref name="index"/>; those of the dense layer have the next index.
    /// </summary>
    public string Slopes(int index) => $"{Name}.prelu{index + 1}_alpha";

    /// <summary>Prefix of a head after the dense layer.</summary>
    public string HeadLayer(int head) => $"{Name}.fc2_{head + 1}";

    /// <summary>Prefix of the dense layer.</summary>
    public string DenseLayer => $"{Name}.fc1";

    /// <summary>Names and shapes of the network's tensors in the weight file. Dense kernels are In x Out.</summary>
    public IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        for (var i = 0; i < Convolutions.Count; i++)
        {
            foreach (var tensor in Convolution(i).Tensors())
            {
                yield return tensor;
            }

            yield return (Slopes(i), [Convolutions[i].Channels]);
        }

        if (Flat > 0)
        {
            yield return (DenseLayer + ".weights", [Flat, Dense]);
            yield return (DenseLayer + ".bias", [Dense]);
            yield return (Slopes(Convolutions.Count), [Dense]);
        }

        for (var h = 0; h < Heads.Count; h++)
        {
            foreach (var tensor in Flat == 0 ? HeadConvolution(h).Tensors() : DenseHead(h))
            {
                yield return tensor;
            }
        }
    }

    private IEnumerable<(string Name, long[] Shape)> DenseHead(int head) =>
        [(HeadLayer(head) + ".weights", [Dense, Heads[head]]), (HeadLayer(head) + ".bias", [Heads[head]])];
}
