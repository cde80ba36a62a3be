using System.Runtime.InteropServices;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Vision.Tests.Weights.Import;

public sealed class NcnnImportTests : IDisposable
{
    private const uint Half = 0x01306B47;
    private const uint Integers = 0x000D4B38;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_LayersOfEveryKind_GivesTheirWeights()
    {
        var table = Enumerable.Range(0, 256).Select(i => i / 4f).ToArray();
        var path = PublishedFiles.WriteNcnn(
            _folder.Path,
            [
                "Input data 0 1 data 0=4",
                "Convolution plain 1 1 data plain 0=2 1=3 11=1 5=1 6=12",
                "ConvolutionDepthWise half 1 1 plain half 0=3 1=1 6=3 7=3",
                "BatchNorm norm 1 1 half norm 0=2 1=0.001",
                "PReLU slope 1 1 norm slope 0=2",
                "Pooling pool 1 1 slope pool 0=1 -23303=2,1,1",
                "InnerProduct table 1 1 pool table 0=1 1=0 2=5",
                "Scale scale 1 1 table scale 0=1 1=1",
                "Softmax out 1 1 scale out",
            ],
            [
                PublishedFiles.Tag(0), PublishedFiles.Bytes(
                    [.. Enumerable.Range(1, 12).Select(i => (float)i)]), PublishedFiles.Bytes(-1, -2),
                PublishedFiles.Tag(Half), MemoryMarshal.AsBytes<Half>([(Half)0.5f, (Half)(-0.25f), (Half)8]).ToArray(), new byte[2],
                PublishedFiles.Bytes(1, 2), PublishedFiles.Bytes(3, 4), PublishedFiles.Bytes(5, 6), PublishedFiles.Bytes(7, 8),
                PublishedFiles.Bytes(0.1f, 0.2f),
                PublishedFiles.Tag(0x01010101), PublishedFiles.Bytes(table), [0, 4, 255, 8, 1], new byte[3],
                PublishedFiles.Bytes(9), PublishedFiles.Bytes(10),
            ]);

        using var weights = PublishedWeights.Open(path);
        var tensors = weights.Tensors.ToDictionary(t => t.Name);

        Assert.Equal(
            [
                "plain.weight", "plain.bias", "half.weight", "norm.weight", "norm.running_mean", "norm.running_var", "norm.bias",
                "slope.weight", "table.weight", "scale.weight", "scale.bias",
            ],
            weights.Tensors.Select(t => t.Name));
        Assert.Equal([2L, 2, 1, 3], tensors["plain.weight"].Shape);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (float)i), tensors["plain.weight"].Read());
        Assert.Equal([-1f, -2], tensors["plain.bias"].Read());
        Assert.Equal([3L, 1, 1, 1], tensors["half.weight"].Shape);
        Assert.Equal(TensorType.F16, tensors["half.weight"].Type);
        Assert.Equal([0.5f, -0.25f, 8], tensors["half.weight"].Read());
        Assert.Equal([3f, 4], tensors["norm.running_mean"].Read());
        Assert.Equal([7f, 8], tensors["norm.bias"].Read());

        // With PyTorch's ε of 1e-5 added the sum is the layer's 5 + 0.001.
        Assert.Equal(5.001 - 1e-5, tensors["norm.running_var"].Read()[0], 1e-6);
        Assert.Equal([0f, 1, 63.75f, 2, 0.25f], tensors["table.weight"].Read());
        Assert.Equal([1L, 5], tensors["table.weight"].Shape);
        Assert.Equal([10f], tensors["scale.bias"].Read());
    }

    [Fact]
    public void Open_Defective_IsBadInputWithReason()
    {
        var one = PublishedFiles.Bytes(1);
        var cases = new (string Layer, byte[][] Bin, string Reason)[]
        {
            ("Convolution c 1 1 a b 0=1 1=1 6=1", [PublishedFiles.Tag(0)], "truncated"),
            ("Convolution c 1 1 a b 0=1 1=1 6=1", [PublishedFiles.Tag(0), one, one], "belongs to another .param"),
            ("Convolution c 1 1 a b 0=1 1=1 6=1", [PublishedFiles.Tag(Integers), one], "8-bit integers"),
            ("Convolution c 1 1 a b 0=2 1=1 6=3", [PublishedFiles.Tag(0), one], "fit no Convolution"),
            ("Convolution c 1 1 a b 0=-1 1=1 6=3", [PublishedFiles.Tag(0), one], "fit no Convolution"),
            ("Convolution c 1 1 a b 0=1 1=2147483647 11=2147483647 6=2147483647", [PublishedFiles.Tag(0), one], "fit no Convolution"),
            ("InnerProduct c 1 1 a b 0=1 2=2147483647", [PublishedFiles.Tag(0), one], "cannot have the shape"),
            ("BatchNorm c 1 1 a b 0=-1", [one], "cannot have the shape"),
            ("BatchNorm c 1 1 a b 0=100000000", [one], "truncated"),
            ("LSTM c 1 1 a b 0=1", [one], "LSTM, whose weights are not known"),
            ("Convolution c 9 1 a b", [one], "line 3"),
            ("Convolution c 1 1 a b whatever", [one], "line 3"),
        };
        foreach (var (layer, bin, reason) in cases)
        {
            var path = PublishedFiles.WriteNcnn(_folder.Path, [layer], bin);

            var error = Assert.Throws<BadInputException>(() => PublishedWeights.Open(path));

            Assert.Contains(reason, error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void Open_WithoutBin_NamesTheExpectedFile()
    {
        var path = PublishedFiles.WriteNcnn(_folder.Path, ["Input data 0 1 data"], []);
        File.Delete(_folder.File("network.bin"));

        Assert.Contains(_folder.File("network.bin"), Assert.Throws<BadInputException>(() => PublishedWeights.Open(path)).Message);
    }

    [Fact]
    public void Open_FewerLayersThanAnnounced_IsBadInput()
    {
        var path = PublishedFiles.WriteNcnn(_folder.Path, ["Input data 0 1 data"], []);
        File.WriteAllText(path, "7767517\n2 2\nInput data 0 1 data\n");

        Assert.Contains("1 layers where 2 are announced", Assert.Throws<BadInputException>(() => PublishedWeights.Open(path)).Message);
    }
}
