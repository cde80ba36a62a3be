using System.Security.Cryptography;
using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.EndToEnd.Tests.Models;

/// <summary><c>models pull</c> and <c>models import</c> as separate processes, against a local server.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private const string Name = "tiny-face-detector";

    private readonly string _root = Directory.CreateTempSubdirectory("facegrid-test-").FullName;

    private string Data => Path.Combine(_root, "data");

    private string Installed => Path.Combine(Data, "models", Name + ".safetensors");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Pull_FilesOfAMirror_VerifiesImportsAndKeepsNothingElse()
    {
        var files = Published();
        await using var server = new RawServer(r => RawServer.Serve(r, files[Uri.UnescapeDataString(r.Path)[1..]], "\"t\""));
        var manifest = Manifest(files);

        var result = (
            await Facegrid.Run(
                "models", "pull", Name, "--manifest", manifest, "--address", server.Address.AbsoluteUri, "--data", Data, "--json"))
            .Succeeded().Json[0];

        Assert.True(result.GetProperty("published").GetBoolean());
        Assert.Equal("Tfjs", result.GetProperty("format").GetString());
        Assert.Equal([Installed], Directory.GetFileSystemEntries(Path.Combine(Data, "models")));
        using var installed = SafeTensorsFile.Open(Installed);
        Assert.Equal("Test-1.0", installed.Metadata["licence"]);
        Assert.Equal("Tell everybody.", installed.Metadata["note"]);
        Assert.All(files, f =>
            Assert.Contains($"{Hash(f.Value)} {f.Key}", installed.Metadata["original_sha256"], StringComparison.Ordinal));
        Assert.Equal(KnownNetwork.Find(Name)!.Tensors.Count, installed.Tensors.Count);
    }

    [Fact]
    public async Task Pull_InterruptedByCtrlC_GoesOnWithTheRest()
    {
        var files = Published();
        var shard = files.Keys.Single(k => k.Contains("shard", StringComparison.Ordinal));
        await using var server = new RawServer(r =>
        {
            var file = r.Path[1..];
            var answer = RawServer.Serve(r, files[file], "\"t\"");
            return file == shard && r.From is null ? answer with { CutAfter = 5000, Hold = true } : answer;
        });
        string[] command = ["models", "pull", Name, "--manifest", Manifest(files), "--address", server.Address.AbsoluteUri, "--data", Data];
        var part = Path.Combine(Data, "models", Name + ".part", shard + ".part");

        using (var process = Facegrid.Start(command))
        {
            while (!File.Exists(part) || new FileInfo(part).Length < 5000)
            {
                await Task.Delay(20);
                Assert.False(process.HasExited, "it ended by itself");
            }

            using var kill = System.Diagnostics.Process.Start(
                "kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
            Assert.Equal(130, process.ExitCode);
        }

        Assert.False(File.Exists(Installed));
        (await Facegrid.Run(command)).Succeeded();
        Assert.True(File.Exists(Installed));
        Assert.Equal(5000, server.Requests.Last().From);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Pull_WrongContent_IsRefusedWithBothHashesAndInstallsNothing()
    {
        var files = Published();
        var manifest = Manifest(files);
        var wrong = files.ToDictionary(f => f.Key, f => (byte[])[.. f.Value[..^1], (byte)~f.Value[^1]]);
        await using var server = new RawServer(r => RawServer.Serve(r, wrong[r.Path[1..]], "\"t\""));

        var result = await Facegrid.Run(
            "models", "pull", Name, "--manifest", manifest, "--address", server.Address.AbsoluteUri, "--data", Data, "--json");

        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(Hash(files.First().Value), line, StringComparison.Ordinal);
        Assert.Contains(Hash(wrong[files.First().Key]), line, StringComparison.Ordinal);
        Assert.False(File.Exists(Installed));
    }

    [Fact]
    public async Task Pull_Offline_SaysWhatToPlaceWhere()
    {
        var server = new RawServer(_ => throw new InvalidOperationException());
        var address = server.Address.AbsoluteUri;
        await server.DisposeAsync();

        var result = await Facegrid.Run(
            "models", "pull", Name, "--manifest", Manifest(Published()), "--address", address, "--data", Data, "--json");

        Assert.Equal(1, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("https://example.invalid/weights_manifest.json", line, StringComparison.Ordinal);
        Assert.Contains($"facegrid models import weights_manifest.json --as {Name}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_WithoutName_ListsLicenceSizeAndWhatMustBeKnown()
    {
        var listed = (await Facegrid.Run("models", "pull", "--data", Data, "--json")).Succeeded().Json;

        Assert.Equal(
            KnownNetwork.All.Select(n => n.Name), listed.Select(m => m.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(listed, m =>
        {
            Assert.NotEqual(string.Empty, m.GetProperty("licence").GetString());
            Assert.NotEqual(string.Empty, m.GetProperty("note").GetString());
            Assert.False(m.GetProperty("installed").GetBoolean());
            foreach (var file in m.GetProperty("files").EnumerateArray())
            {
                // The address is pinned to a commit.
                Assert.Matches("^https://raw.githubusercontent.com/[^/]+/[^/]+/[0-9a-f]{40}/", file.GetProperty("address").GetString());
                Assert.Matches("^[0-9a-f]{64}$", file.GetProperty("sha256").GetString());
                Assert.True(file.GetProperty("bytes").GetInt64() > 0);
            }
        });
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task PullAndImport_UnusableRequests_AreRefusedInOneLine()
    {
        var text = Path.Combine(_root, "list.txt");
        await File.WriteAllTextAsync(text, "milk, bread");
        var manifest = Path.Combine(_root, "traversal.json");
        await File.WriteAllTextAsync(manifest, JsonSerializer.Serialize(new
        {
            models = new[] { Entry([new { address = "https://example.invalid/..%2F..%2Fx", bytes = 5, sha256 = new string('0', 64) }]) },
        }));
        var cases = new (string[] Arguments, string Named, string Reason)[]
        {
            (["pull", "no-such"], "no-such", "is unknown; known: "),
            (["pull", "vgg19-imagenet-conv"], "vgg19-imagenet-conv", "no known checksum"),
            (["pull", Name, "--address", "ftp://x"], "ftp://x", "https://"),
            (["pull", Name, "--manifest", text], "list.txt", "is not a manifest of models"),
            (["pull", Name, "--manifest", manifest], "traversal.json", "without a file name"),
            (["import", text, "--as", Name], "list.txt", "was expected"),
            (["import", Path.Combine(_root, "none"), "--as", Name], "none", "no such file"),
            (["import", text, "--as", "../x"], "../x", "a name of at most"),
            (["import", text, "--as", "facegrid-generated-v1"], "facegrid-generated-v1", "bundled"),
        };
        foreach (var (arguments, named, reason) in cases)
        {
            var result = await Facegrid.Run(["models", .. arguments, "--data", Data, "--json"]);

            Assert.Equal(2, result.ExitCode);
            var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains(named, line, StringComparison.Ordinal);
            Assert.Contains(reason, line, StringComparison.Ordinal);
        }

        Assert.False(
            Directory.Exists(Path.Combine(Data, "models")) && Directory.EnumerateFileSystemEntries(Path.Combine(Data, "models")).Any());
    }

    [Fact]
    public async Task Import_OwnEncoder_CanBeUsedByItsNewNameAndIsNotReplacedByAccident()
    {
        var bundled = Path.Combine(SharedFiles.RepositoryRoot, "models", "facegrid-generated-v1.safetensors");
        var result = (await Facegrid.Run("models", "import", bundled, "--as", "door-7", "--data", Data, "--json")).Succeeded().Json[0];
        var again = await Facegrid.Run("models", "import", bundled, "--as", "door-7", "--data", Data, "--json");
        var replaced = await Facegrid.Run("models", "import", bundled, "--as", "door-7", "--data", Data, "--json", "--replace");
        using var people = new SyntheticPeopleFolder(1);

        Assert.False(result.GetProperty("published").GetBoolean());
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("exists already", again.Error, StringComparison.Ordinal);
        replaced.Succeeded();
        (await Facegrid.Run("enroll", "alice", people.Enrolment(0), "--model", "door-7", "--data", Data)).Succeeded();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Weights of the network's shapes as a tfjs manifest and one shard of 8-bit values, drawn at random.</summary>
    private static Dictionary<string, byte[]> Published()
    {
        var random = new Random(3);
        var weights = new List<object>();
        var count = 0L;
        foreach (var (name, shape) in KnownNetwork.Find(Name)!.Tensors)
        {
            var moved = shape.Length < 4 ? shape
                : name.EndsWith("depthwise_filter", StringComparison.Ordinal) ? [shape[2], shape[3], shape[0], shape[1]]
                : [shape[2], shape[3], shape[1], shape[0]];
            weights.Add(
                new
                {
                    name = name.Replace('.', '/'),
                    shape = moved,
                    dtype = "float32",
                    quantization = new { dtype = "uint8", scale = 0.01, min = -1.0 },
                });
            count += shape.Aggregate(1L, (p, s) => p * s);
        }

        var shard = new byte[count];
        random.NextBytes(shard);
        return new Dictionary<string, byte[]>
        {
            ["weights_manifest.json"] = JsonSerializer.SerializeToUtf8Bytes(new[] { new { paths = new[] { "model-shard1" }, weights } }),
            ["model-shard1"] = shard,
        };
    }

    private static object Entry(IEnumerable<object> files) => new
    {
        name = Name,
        purpose = "test",
        licence = "Test-1.0",
        note = "Tell everybody.",
        source = "the test",
        metadata = new Dictionary<string, string> { ["architecture"] = "test" },
        files,
    };

    private string Manifest(Dictionary<string, byte[]> files)
    {
        var path = Path.Combine(_root, "manifest.json");
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new
        {
            models = new[]
            {
                Entry(
                    files.Select(f =>
                        new { address = "https://example.invalid/" + f.Key, bytes = f.Value.Length, sha256 = Hash(f.Value) })),
            },
        }));
        return path;
    }
}
