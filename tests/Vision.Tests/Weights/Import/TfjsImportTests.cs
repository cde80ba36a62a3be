using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Vision.Tests.Weights.Import;

public sealed class TfjsImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_QuantisedTensorOverThreeShards_IsWidenedAsTensorFlowJsDoesIt()
    {
        const double Scale = 0.009007044399485869;
        const double Min = -1.2069439495311063;
        byte[] stored = [0, 1, 134, 200, 255, 7];
        var path = PublishedFiles.WriteTfjs(
            _folder.Path,
            [
                (new { name = "plain", shape = new[] { 2 }, dtype = "float32" }, PublishedFiles.Bytes(1.5f, -2)),
                (new { name = "quantised",
                    shape = new[] { 3, 2 }, dtype = "float32", quantization = new { dtype = "uint8", scale = Scale, min = Min } }, stored),
                (new { name = "half", shape = new[] { 1 }, dtype = "float32", quantization = new { dtype = "float16" } }, [0x00, 0xBE]),
            ],
            3,
            10);

        using var weights = PublishedWeights.Open(path);

        Assert.Equal(PublishedFormat.Tfjs, weights.Format);
        Assert.Equal([1.5f, -2], weights.Tensors[0].Read());
        Assert.Equal(stored.Select(q => (float)((q * Scale) + Min)), weights.Tensors[1].Read());
        Assert.Equal([-1.5f], weights.Tensors[2].Read());
        Assert.Equal([path, _folder.File("shard1"), _folder.File("shard2"), _folder.File("shard3")], weights.Files);
    }

    [Theory]
    [InlineData("../shard1")]
    [InlineData("/etc/hostname")]
    [InlineData("a/shard1")]
    [InlineData("a\\\\shard1")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    public void Open_PathThatLeadsElsewhere_IsRefused(string shard)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "shard1"), new byte[4]);
        var nested = Directory.CreateDirectory(_folder.File("inner")).FullName;
        var path = Path.Combine(nested, "manifest.json");
        File.WriteAllText(path, $$"""[{"paths":["{{shard}}"],"weights":[{"name":"w","shape":[1],"dtype":"float32"}]}]""");

        Assert.Contains("only files beside the manifest", Assert.Throws<BadInputException>(() => PublishedWeights.Open(path)).Message);
    }

    [Theory]
    [InlineData("""[{"paths":["shard1"],"weights":[{"name":"w","shape":[2],"dtype":"float32"}]}]""", "truncated")]
    [InlineData("""[{"paths":["shard1"],"weights":[]}]""", "of another model")]
    [InlineData("""[{"paths":["missing"],"weights":[]}]""", "no such file")]
    [InlineData("""[{"paths":["shard1"],"weights":[{"name":"w","shape":[-1],"dtype":"float32"}]}]""", "cannot have the shape")]
    [InlineData(
        """[{"paths":["shard1"],"weights":[{"name":"w","shape":[4294967296,4294967296],"dtype":"uint8"}]}]""", "cannot have the shape")]
    [InlineData("""[{"paths":["shard1"],"weights":[{"name":"w","shape":[0,1,1,1,1,1,1,1,1],"dtype":"uint8"}]}]""", "cannot have the shape")]
    [InlineData("""[{"paths":["shard1"],"weights":[{"name":"w","shape":[1],"dtype":"string"}]}]""", "'string', which is not read")]
    [InlineData("""[{"paths":["shard1"],"weights":[{"name":"w","shape":[1.5],"dtype":"float32"}]}]""", "not a tfjs weights manifest")]
    [InlineData("""[{"paths":["shard1"],"weights":[{"shape":[1],"dtype":"float32"}]}]""", "not a tfjs weights manifest")]
    [InlineData("""[{"weights":[]}]""", "not a tfjs weights manifest")]
    [InlineData("""{"format":"layers-model"}""", "not a tfjs weights manifest")]
    [InlineData("""[{"paths":""", "not a tfjs weights manifest")]
    public void Open_DefectiveManifest_IsBadInputWithReason(string json, string reason)
    {
        File.WriteAllBytes(_folder.File("shard1"), new byte[4]);
        var path = _folder.File("manifest.json");
        File.WriteAllText(path, json);

        var error = Assert.Throws<BadInputException>(() => PublishedWeights.Open(path));

        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
