using FaceGrid.Tests;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Faces;

public sealed class FaceEncoderTests : IDisposable
{
    private const string Reference = "reference/lfw112-encodings.safetensors";
    private const string ReferenceNames = "reference/lfw112-encodings.txt";
    private const string Images = "data/lfw112/images";
    private const string Square = "models/mobilefacenet-112x112.safetensors";
    private const string Narrow = "models/mobilefacenet-112x96.safetensors";

    /// <summary>
    /// Tolerance in cosine distance. The reference uses libjpeg's pixels; ImageSharp's inverse DCT differs by some levels.
    /// </summary>
    private const double Tolerance = 2e-4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>All 7,701 images compared with PyTorch's encodings, and the published accuracy.</summary>
    [SharedFact(Square, Reference, ReferenceNames, Images, "data/lfw112/pairs.txt")]
    public void Encode_AllOfLfw_EqualsPyTorchAndGivesThePublishedAccuracy()
    {
        var encodings = CompareWithReference(Square, "encodings_112x112", every: 1);

        var result = ViewTwo.Evaluate(PairsFile.Parse(SharedFiles.PathOf("data/lfw112/pairs.txt")), encodings);
        Assert.InRange(result.Accuracy, 0.9933 - 0.0005, 0.9933 + 0.0005);
    }

    [SharedFact(Narrow, Reference, ReferenceNames, Images)]
    public void Encode_EveryTenthOfLfwByTheNarrowModel_EqualsPyTorch() => CompareWithReference(Narrow, "encodings_112x96", every: 10);

    [Fact]
    public void Encode_BatchesAndThreads_GiveWhatOneByOneGives()
    {
        using var encoder = FaceEncoder.Load(SaveSmallNetwork());
        var faces = Enumerable.Range(0, 37).Select(Noise).ToArray();
        var single = faces.Select(f => encoder.Encode([f])[0]).ToArray();

        var batch = encoder.Encode(faces);
        var parallel = new float[faces.Length][];
        Parallel.For(0, faces.Length, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i => parallel[i] = encoder.Encode([faces[i]])[0]);

        Assert.All(Enumerable.Range(0, faces.Length), i =>
        {
            Assert.Equal(1, single[i].Sum(v => (double)v * v), 1e-6);
            Assert.True(FaceEncoding.SquaredDistance(single[i], batch[i]) < 1e-9);
            Assert.True(FaceEncoding.SquaredDistance(single[i], parallel[i]) < 1e-9);
        });
        Assert.True(FaceEncoding.SquaredDistance(single[0], single[1]) > 1e-4);
        Assert.Empty(encoder.Encode([]));
    }

    [Fact]
    public void Encode_FaceOfAnotherSize_IsRefused()
    {
        using var encoder = FaceEncoder.Load(SaveSmallNetwork());

        Assert.Throws<ArgumentException>(() => encoder.Encode([new RgbImage(111, 112)]));
    }

    [Fact]
    public void Encode_AfterDispose_IsRefused()
    {
        var encoder = FaceEncoder.Load(SaveSmallNetwork());
        encoder.Dispose();
        encoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encoder.Encode([Noise(1)]));
    }

    [Fact]
    public void Load_WeightsOfAnotherWidth_NamesTheFirstTensorThatDiffers()
    {
        var path = SaveSmallNetwork(metadata => metadata["width_multiplier"] = "0.5");

        var error = Assert.Throws<BadInputException>(() => FaceEncoder.Load(path));

        Assert.Equal(
            $"{path}: weights of another shape: tensor 'conv1.conv.weight' is 16x3x3x3, MobileFaceNet 112x112 of width 0.5 needs 32x3x3x3",
            error.Message);
    }

    [SharedFact("models/vgg19-imagenet-conv.safetensors", "models/mtcnn.safetensors")]
    public void Load_AnotherNetwork_IsBadInput()
    {
        Assert.Contains("holds the network 'vgg19'", Refusal(SharedFiles.PathOf("models/vgg19-imagenet-conv.safetensors")));
        Assert.Contains("not a face encoder", Refusal(SharedFiles.PathOf("models/mtcnn.safetensors")));
    }

    [Theory]
    [InlineData("conv2.bn.bias", null, "tensor 'conv2.bn.bias' is missing")]
    [InlineData("conv2.bn.bias", float.NaN, "holds a value that is not finite")]
    [InlineData("conv2.bn.running_var", -1f, "holds a variance below zero")]
    public void Load_DamagedTensor_IsBadInputThatNamesIt(string tensor, float? value, string reason)
    {
        var path = SaveSmallNetwork();
        var writer = new SafeTensorsWriter();
        IReadOnlyDictionary<string, string> metadata;
        using (var file = SafeTensorsFile.Open(path))
        {
            metadata = file.Metadata;
            foreach (var entry in file.Tensors)
            {
                var values = file.ReadFloats(entry.Name);
                if (entry.Name == tensor)
                {
                    if (value is null)
                    {
                        continue;
                    }

                    values[3] = value.Value;
                }

                writer.Add(entry.Name, entry.Shape, values);
            }
        }

        writer.Save(path, metadata);

        Assert.Contains(reason, Refusal(path));
    }

    [Fact]
    public void Load_OneTensorTooMany_IsBadInputUnlessPyTorchCountsBatchesInIt()
    {
        var path = SaveSmallNetwork(add: w => w.Add("conv1.bn.num_batches_tracked", [], [7L]));
        FaceEncoder.Load(path).Dispose();

        path = SaveSmallNetwork(add: w => w.Add("head.weight", [1], [7f]));
        Assert.Contains("has no tensor 'head.weight'", Refusal(path));
    }

    [Fact]
    public void Load_DeviceThatIsNotThere_IsBadInput() =>
        Assert.Throws<BadInputException>(() => FaceEncoder.Load(SaveSmallNetwork(), "cuda:4711"));

    private static string Refusal(string path)
    {
        var error = Assert.Throws<BadInputException>(() => FaceEncoder.Load(path));
        Assert.StartsWith(path, error.Message);
        return error.Message;
    }

    private static RgbImage Noise(int seed)
    {
        var image = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    private static Dictionary<string, float[]> CompareWithReference(string model, string tensor, int every)
    {
        using var encoder = FaceEncoder.Load(SharedFiles.PathOf(model));
        using var file = SafeTensorsFile.Open(SharedFiles.PathOf(Reference));
        var names = File.ReadAllLines(SharedFiles.PathOf(ReferenceNames));
        var expected = file.ReadFloats(tensor).Chunk(FaceEncoding.Dimension).ToArray();
        Assert.Equal(7701, names.Length);
        Assert.Equal(names.Length, expected.Length);

        var encodings = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var indices in Enumerable.Range(0, names.Length).Where(i => i % every == 0).Chunk(64))
        {
            var faces = indices.Select(i => SharedFiles.PathOf($"{Images}/{names[i]}")).Select(
                p => ImageCodec.Decode(File.ReadAllBytes(p), p)).ToArray();
            foreach (var (i, encoding) in indices.Zip(encoder.Encode(faces)))
            {
                // For unit vectors the cosine distance is half the squared L2 distance.
                var cosine = FaceEncoding.SquaredDistance(encoding, expected[i]) / 2;
                Assert.True(cosine < Tolerance, $"{names[i]}: cosine distance {cosine}");
                encodings.Add(names[i], encoding);
            }
        }

        return encodings;
    }

    private string SaveSmallNetwork(Action<Dictionary<string, string>>? change = null, Action<SafeTensorsWriter>? add = null)
    {
        var metadata = new Dictionary<string, string>
        {
            ["architecture"] = "mobilefacenet",
            ["embedding"] = "128",
            ["input"] = "RGB 112x112, (x-127.5)/128",
            ["width_multiplier"] = "0.25",
            ["threshold"] = "1",
        };
        change?.Invoke(metadata);
        using var network = new MobileFaceNet(new BackboneOptions { WidthMultiplier = 0.25 }, seed: 3);
        var writer = new SafeTensorsWriter();
        network.AddTo(writer);
        add?.Invoke(writer);
        var path = _folder.File($"{Guid.NewGuid():N}.safetensors");
        writer.Save(path, metadata);
        return path;
    }
}
