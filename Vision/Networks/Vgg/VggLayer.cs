using System.Globalization;

namespace FaceGrid.Vision.Networks.Vgg;

/// <summary>An output of a VGG network: of a convolution, <c>conv4_2</c>, or of the rectifier after it, <c>relu4_2</c>.</summary>
/// <param name="Block">1 to 5.</param>
/// <param name="Convolution">1 to 4 (1 to 3 in VGG-16, 1 to 2 in the first two blocks).</param>
/// <param name="Rectified">Whether the output is taken after the rectifier.</param>
public readonly record struct VggLayer(int Block, int Convolution, bool Rectified) : IComparable<VggLayer>
{
    /// <summary>Number of blocks, one more than the number of poolings between them.</summary>
    public const int Blocks = 5;

    private static readonly int[] BlockChannels = [64, 128, 256, 512, 512];

    /// <summary><c>conv4_2</c> or <c>relu4_2</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(Rectified ? "relu" : "conv")}{Block}_{Convolution}");

    /// <summary>Number of feature maps.</summary>
    public int Channels => BlockChannels[Block - 1];

    /// <summary>Distance of neighbouring units in pixels of the image: 1, 2, 4, 8, 16.</summary>
    public int Stride => 1 << (Block - 1);

    /// <summary>Minimum side in pixels of an image that has a unit in this layer.</summary>
    public int MinSide => Stride;

    /// <summary>
    /// Side of the receptive field of a unit in pixels: 3 for conv1_1; each further convolution adds 2 strides, each pooling one
    /// stride of the preceding block.
    /// </summary>
    public int ReceptiveField(VggArchitecture architecture)
    {
        var field = 1;
        for (var block = 1; block <= Block; block++)
        {
            field += block > 1 ? 1 << (block - 2) : 0;
            field += 2 * (1 << (block - 1)) * (block == Block ? Convolution : Convolutions(architecture, block));
        }

        return field;
    }

    /// <summary>
    /// Extent of the receptive field beyond the unit's own square of <see cref="Stride"/> pixels on each side: (field − stride) /
    /// 2, because every convolution adds one stride on both sides and every pooling only fills the square.
    /// </summary>
    public int Reach(VggArchitecture architecture) => (ReceptiveField(architecture) - Stride) / 2;

    /// <summary>Number of convolutions of a block: 2, 2, then 3 or 4.</summary>
    public static int Convolutions(VggArchitecture architecture, int block) =>
        block <= 2 ? 2 : architecture == VggArchitecture.Vgg16 ? 3 : 4;

    /// <summary>All convolutions of a network in order.</summary>
    public static IEnumerable<VggLayer> All(VggArchitecture architecture, bool rectified = false) =>
        from block in Enumerable.Range(1, Blocks)
        from convolution in Enumerable.Range(1, Convolutions(architecture, block))
        select new VggLayer(block, convolution, rectified);

    /// <summary>Parses the name of a layer.</summary>
    /// <param name="text"><c>conv1_1</c> to <c>conv5_4</c>, <c>relu1_1</c> to <c>relu5_4</c>.</param>
    /// <exception cref="BadInputException">The network has no such layer.</exception>
    public static VggLayer Parse(string text, VggArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var layer in All(architecture))
        {
            if (text == layer.Name)
            {
                return layer;
            }

            if (text == (layer with { Rectified = true }).Name)
            {
                return layer with { Rectified = true };
            }
        }

        var last = Convolutions(architecture, Blocks);
        throw new BadInputException(
            $"layer '{text}'",
            $"{(architecture == VggArchitecture.Vgg16 ? "VGG-16" : "VGG-19")} has conv1_1 to conv{Blocks}_{last} and relu1_1 to "
                + $"relu{Blocks}_{last}");
    }

    /// <summary>Order of computation.</summary>
    public int CompareTo(VggLayer other) => (Block, Convolution, Rectified).CompareTo((other.Block, other.Convolution, other.Rectified));

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;

    public static bool operator <(VggLayer left, VggLayer right) => left.CompareTo(right) < 0;

    public static bool operator >(VggLayer left, VggLayer right) => left.CompareTo(right) > 0;

    public static bool operator <=(VggLayer left, VggLayer right) => left.CompareTo(right) <= 0;

    public static bool operator >=(VggLayer left, VggLayer right) => left.CompareTo(right) >= 0;
}
