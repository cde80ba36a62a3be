using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Vision.Tests.Weights.Import;

public sealed class NetworkImportTests : IDisposable
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> TfjsNetworks() => ["tiny-face-detector", "mtcnn", "face-landmark-68", "face-landmark-68-tiny"];

    public static TheoryData<string> SharedNetworks() => [.. KnownNetwork.All.Select(n => n.Name)];

    [Theory]
    [MemberData(nameof(TfjsNetworks))]
    public void Write_Tfjs_GivesOurNamesAndLayouts(string name)
    {
        var network = KnownNetwork.Find(name)!;
        using var source = PublishedWeights.Open(PublishedFiles.WriteTfjs(_folder.Path, PublishedFiles.TfjsOf(network)));

        NetworkImport.Write(source, network, _folder.File("out"), NoMetadata);

        AssertHolds(network, (n, shape) => PublishedFiles.Values(n, shape));
    }

    [Fact]
    public void Write_NcnnOfMobileFaceNet_MatchesByPositionAndFoldsTheBias()
    {
        var network = KnownNetwork.Find("mobilefacenet-112x112")!;
        var layers = new List<string>();
        var bin = new List<byte[]>();
        byte[] Of(string name) => PublishedFiles.Bytes(PublishedFiles.Values(name, network.Tensors.First(t => t.Name == name).Shape));
        foreach (var (name, shape) in network.Tensors)
        {
            var prefix = name[..name.LastIndexOf('.')];
            if (shape.Length == 4)
            {
                var size = shape.Aggregate(1L, (p, s) => p * s);
                layers.Add(name.StartsWith("linear1", StringComparison.Ordinal)
                    ? $"InnerProduct l{layers.Count} 1 1 x x 0=128 1=1 2={size}"
                    : $"Convolution l{layers.Count} 1 1 x x 0={shape[0]} 1={shape[3]} 11={shape[2]} 5=0 6={size}");
                bin.AddRange([PublishedFiles.Tag(0), Of(name)]);
                if (name.StartsWith("linear1", StringComparison.Ordinal))
                {
                    bin.Add(PublishedFiles.Bytes(PublishedFiles.Values("bias", [128])));
                }
            }
            else if (name.EndsWith(".running_mean", StringComparison.Ordinal))
            {
                layers.Add($"BatchNorm l{layers.Count} 1 1 x x 0={shape[0]}");
                bin.AddRange([Of(prefix + ".weight"), Of(name), Of(prefix + ".running_var"), Of(prefix + ".bias")]);
            }
            else if (name.EndsWith(".weight", StringComparison.Ordinal) && network.Tensors.All(t => t.Name != prefix + ".bias"))
            {
                layers.Add($"PReLU l{layers.Count} 1 1 x x 0={shape[0]}");
                bin.Add(Of(name));
            }
        }

        using var source = PublishedWeights.Open(PublishedFiles.WriteNcnn(_folder.Path, layers, bin));

        NetworkImport.Write(source, network, _folder.File("out"), NoMetadata);

        AssertHolds(network, (name, shape) =>
        {
            var values = PublishedFiles.Values(name, shape);
            return name switch
            {
                "linear1.bn.running_mean" => [.. values.Zip(PublishedFiles.Values("bias", [128]), (m, b) => m - b)],
                _ when name.EndsWith(".running_var", StringComparison.Ordinal) => Array.ConvertAll(values, v => v - 1e-5f),
                _ => values,
            };
        });
    }

    [PythonFact("torch")]
    public void Write_TorchOfMiniFasNet_DropsPrefixAndCounters()
    {
        var network = KnownNetwork.Find("minifasnet-v1se-80x80")!;
        var names = _folder.File("names");
        File.WriteAllLines(names, network.Tensors.Select(t => $"{t.Name} {string.Join('x', t.Shape)}"));
        Python.Run(
            """
            import sys, torch, collections
            d = collections.OrderedDict()
            for i, line in enumerate(open(sys.argv[1])):
                name, shape = line.split(); shape = [int(s) for s in shape.split("x")]
                d["module." + name.replace(".se_", ".se_module.")] = torch.arange(int(torch.tensor(shape).prod()),
                    dtype=torch.float32).reshape(shape) + i
                if name.endswith("running_var"): d["module." + name.replace("running_var", "num_batches_tracked")] = torch.tensor(3)
            torch.save(d, sys.argv[2], _use_new_zipfile_serialization=False)
            """,
            names,
            _folder.File("checkpoint.pth"));
        using var source = PublishedWeights.Open(_folder.File("checkpoint.pth"));

        NetworkImport.Write(source, network, _folder.File("out"), NoMetadata);

        var index = network.Tensors.Select((t, i) => (t.Name, i)).ToDictionary(t => t.Name, t => t.i);
        AssertHolds(
            network, (name, shape) => [.. Enumerable.Range(index[name], (int)shape.Aggregate(1L, (p, s) => p * s)).Select(v => (float)v)]);
    }

    /// <summary>The lists of names and shapes match the shared weights.</summary>
    [SharedTheory("models")]
    [MemberData(nameof(SharedNetworks))]
    public void Write_SharedWeights_IsUnchanged(string name)
    {
        var path = SharedFiles.PathOf($"models/{name}.safetensors");
        using (var source = PublishedWeights.Open(path))
        {
            NetworkImport.Write(source, KnownNetwork.Find(name)!, _folder.File("out"), source.Metadata);
        }

        using var before = SafeTensorsFile.Open(path);
        using var after = SafeTensorsFile.Open(_folder.File("out"));
        Assert.Equal(before.Metadata, after.Metadata);
        Assert.Equal(before.Tensors.Select(t => (t.Name, t.Type)).Order(), after.Tensors.Select(t => (t.Name, t.Type)).Order());
        Assert.All(before.Tensors, t => Assert.Equal(before.ReadBytes(t.Name), after.ReadBytes(t.Name)));
    }

    [Fact]
    public void Write_WeightsOfAnotherNetwork_IsRefusedAndWritesNothing()
    {
        var network = KnownNetwork.Find("tiny-face-detector")!;
        var cases = new (Action<SafeTensorsWriter> Change, string Skip, string Reason)[]
        {
            (_ => { }, "conv8.bias", "'conv8.bias' is missing"),
            (w => w.Add("extra", [1], [1f]), "", "has no tensor 'extra'"),
            (w => w.Add("conv8.bias", [1, 25], new float[25]), "conv8.bias", "'conv8.bias' is 1x25, tiny-face-detector needs 25"),
            (w => w.Add("conv8.bias", [25], [.. Enumerable.Repeat(float.NaN, 25)]), "conv8.bias", "not finite"),
            (w => w.Add("module.conv8.bias", [25], new float[25]), "", "two tensors 'conv8.bias'"),
        };
        foreach (var (change, skip, reason) in cases)
        {
            var writer = new SafeTensorsWriter();
            foreach (var (name, shape) in network.Tensors.Where(t => t.Name != skip))
            {
                writer.Add(name, shape, PublishedFiles.Values(name, shape));
            }

            change(writer);
            writer.Save(_folder.File("in"));
            using var source = PublishedWeights.Open(_folder.File("in"));

            var error = Assert.Throws<BadInputException>(() => NetworkImport.Write(source, network, _folder.File("out"), NoMetadata));

            Assert.Contains(reason, error.Message);
            Assert.False(File.Exists(_folder.File("out")));
        }
    }

    [SharedFact("models/mobilefacenet-112x112.safetensors", "reference/lfw112-encodings.safetensors")]
    public void Write_Encoder_CanBeLoaded()
    {
        using (var source = PublishedWeights.Open(SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors")))
        {
            NetworkImport.Write(source, KnownNetwork.Find("mobilefacenet-112x112")!, _folder.File("own.safetensors"), source.Metadata);
        }

        Assert.Equal("own", EncoderModel.Read(_folder.File("own.safetensors")).Name);
        using var encoder = FaceEncoder.Load(_folder.File("own.safetensors"), "cpu");
        Assert.StartsWith("own@", encoder.ModelVersion);
    }

    private void AssertHolds(KnownNetwork network, Func<string, long[], float[]> expected)
    {
        using var file = SafeTensorsFile.Open(_folder.File("out"));
        Assert.Equal(network.Tensors.Count, file.Tensors.Count);
        foreach (var (name, shape) in network.Tensors)
        {
            Assert.Equal(shape, file.Entry(name).Shape);
            Assert.Equal(expected(name, shape), file.ReadFloats(name));
        }
    }
}
