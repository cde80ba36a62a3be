using System.IO.Compression;
using System.Text.Json;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Vision.Tests.Weights.Import;

/// <summary>Checkpoints written by PyTorch in both of its formats.</summary>
public sealed class TorchImportTests : IDisposable
{
    private const string Write = """
        import json, sys, torch, collections
        torch.manual_seed(5)
        out, legacy = sys.argv[1], sys.argv[2] == "legacy"
        base = torch.randn(6, 4)
        tensors = collections.OrderedDict([
          ("module.a.weight", torch.randn(3, 2, 2, 1)), ("a.half", torch.randn(5).half()), ("a.brain", torch.randn(5).bfloat16()),
          ("a.double", torch.randn(2, 2).double()), ("a.transposed", base.t()), ("a.row", base[2]), ("a.column", base[:, 1]),
          ("a.scalar", torch.tensor(1.25)), ("a.empty", torch.zeros(0, 3)), ("a.num_batches_tracked", torch.tensor(7)),
          ("a.bytes", torch.tensor([0, 255], dtype=torch.uint8)), ("a.flags", torch.tensor([True, False])),
          ("a.parameter", torch.nn.Parameter(torch.randn(3)))])
        tensors._metadata = {"": {"version": 1}}
        checkpoint = {"epoch": 68, "loss": 0.5,
            "name": "n", "big": 1 << 40, "net_state_dict": tensors, "optimizer": {"lr": [0.1, (1, None, True)]}}
        torch.save(checkpoint, out, _use_new_zipfile_serialization=not legacy)
        print(json.dumps({k: [list(v.shape), v.detach().float().flatten().tolist()] for k, v in tensors.items()}))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact("torch")]
    public void Open_ZipOfPyTorch_GivesEveryTensor() => AssertEqualsPyTorch("zip", PublishedFormat.TorchZip);

    [PythonFact("torch")]
    public void Open_LegacyFileOfPyTorch_GivesEveryTensor() => AssertEqualsPyTorch("legacy", PublishedFormat.TorchLegacy);

    [PythonFact("torch")]
    public void Open_EveryPickleProtocol_GivesTheSame()
    {
        Python.Run(
            "import sys, torch; "
                + "[torch.save({'w': torch.arange(4.0)}, sys.argv[1] + str(p), pickle_protocol=p) for p in (2, 3, 4, 5)]",
            _folder.File("protocol"));
        foreach (var protocol in new[] { 2, 3, 4, 5 })
        {
            using var weights = PublishedWeights.Open(_folder.File(FormattableString.Invariant($"protocol{protocol}")));

            Assert.Equal([0f, 1, 2, 3], Assert.Single(weights.Tensors).Read());
        }
    }

    [PythonFact("torch")]
    public void Open_PickleThatCallsSomething_IsRefusedByNameAndNothingRuns()
    {
        var witness = _folder.File("witness");
        Python.Run(
            """
            import os, sys, torch
            out, w = sys.argv[1:]
            class Evil:
                def __init__(self, call): self.call = call
                def __reduce__(self): return self.call
            calls = [(os.system, ("touch " + w,)),
                (exec, (f"open({w!r}, 'w')",)), (torch.load, (w,)), (torch.nn.Linear, (2, 2)), (getattr, ("x", "upper"))]
            for i, call in enumerate(calls):
                for new in (True, False):
                    torch.save({"w": torch.zeros(2), "e": Evil(call)}, f"{out}{i}{new}", _use_new_zipfile_serialization=new)
            """,
            _folder.File("evil"),
            witness);
        string[] named =
            ["posix.system", "__builtin__.exec", "torch.serialization.load", "torch.nn.modules.linear.Linear", "__builtin__.getattr"];
        for (var i = 0; i < named.Length; i++)
        {
            foreach (var zip in new[] { "True", "False" })
            {
                var error = Assert.Throws<BadInputException>(
                    () => PublishedWeights.Open(_folder.File(FormattableString.Invariant($"evil{i}{zip}"))));

                Assert.Contains($"names {named[i]}, ", error.Message);
                Assert.Contains("refused", error.Message);
                Assert.False(File.Exists(witness));
            }
        }
    }

    [PythonFact("torch")]
    public void Open_ExpandedTensor_IsRefusedBeforeMemoryIsTaken()
    {
        // A view of 16 GiB of floats on a single float.
        var path = _folder.File("expanded");
        Python.Run("import sys, torch; torch.save({'w': torch.zeros(1).expand(16384, 16384)}, sys.argv[1])", path);

        Assert.Contains("does not fit its storage", Assert.Throws<BadInputException>(() => PublishedWeights.Open(path)).Message);
    }

    [PythonFact("torch")]
    public void Open_CompressedZip_IsRefused()
    {
        // A file of torch.save, compressed so that a megabyte of zeros takes a kilobyte.
        var (plain, bomb) = (_folder.File("plain"), _folder.File("bomb"));
        Python.Run("import sys, torch; torch.save({'w': torch.zeros(1 << 18)}, sys.argv[1])", plain);
        using (var from = ZipFile.OpenRead(plain))
        using (var to = ZipFile.Open(bomb, ZipArchiveMode.Create))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(
                    entry.FullName, entry.FullName.EndsWith('0') ? CompressionLevel.SmallestSize : CompressionLevel.NoCompression).Open();
                source.CopyTo(target);
            }
        }

        using var weights = PublishedWeights.Open(bomb);
        var error = Assert.Throws<BadInputException>(() => weights.Tensors[0].Read());

        Assert.Contains("compressed", error.Message);
    }

    [Fact]
    public void Open_ZipOfSomethingElse_IsRefused()
    {
        var path = _folder.File("other.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            zip.CreateEntry("holiday.txt");
        }

        Assert.Contains("no PyTorch checkpoint", Assert.Throws<BadInputException>(() => PublishedWeights.Open(path)).Message);
    }

    [Fact]
    public void Open_ZipThatAnnouncesManyEntries_IsRefusedBeforeTheyAreListed()
    {
        var path = _folder.File("many.zip");
        var end = new byte[22];
        "PK\x05\x06"u8.CopyTo(end);
        (end[8], end[9], end[10], end[11]) = (0xFF, 0xFF, 0xFF, 0xFF);
        File.WriteAllBytes(path, [.. "PK\x03\x04"u8, .. new byte[64], .. end]);

        Assert.Contains("65535 entries", Assert.Throws<BadInputException>(() => PublishedWeights.Open(path)).Message);
    }

    private void AssertEqualsPyTorch(string kind, PublishedFormat format)
    {
        var path = _folder.File("checkpoint.anything");
        var expected = JsonDocument.Parse(Python.Run(Write, path, kind)).RootElement.EnumerateObject().ToList();

        using var weights = PublishedWeights.Open(path);

        Assert.Equal(format, weights.Format);
        Assert.Equal(expected.Select(e => e.Name), weights.Tensors.Select(t => t.Name));
        foreach (var (tensor, value) in weights.Tensors.Zip(expected.Select(e => e.Value)))
        {
            Assert.Equal(value[0].EnumerateArray().Select(s => s.GetInt64()), tensor.Shape);
            Assert.Equal(value[1].EnumerateArray().Select(v => v.GetSingle()), tensor.Read());
        }

        Assert.Equal(TensorType.F16, weights.Tensors.Single(t => t.Name == "a.half").Type);
    }
}
