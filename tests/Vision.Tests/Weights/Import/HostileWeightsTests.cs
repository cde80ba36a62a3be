using System.IO.Compression;
using System.Text;
using FaceGrid.Vision.Tests.Imaging;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Import;
using FsCheck;
using FsCheck.Fluent;

namespace FaceGrid.Vision.Tests.Weights.Import;

/// <summary>A weight file with arbitrary damage is read, or refused with a one-line message, within bounded memory.</summary>
public sealed class HostileWeightsTests : IDisposable
{
    /// <summary>Memory limit of one test; the files have at most 3 kB.</summary>
    private const long MostBytes = 64 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<PublishedFormat> Formats() => [.. Enum.GetValues<PublishedFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_AnyTruncation_IsRefused(PublishedFormat format)
    {
        var (path, damaged) = Make(format);
        var whole = File.ReadAllBytes(damaged);
        using (var intact = PublishedWeights.Open(path))
        {
            Assert.Equal(format, intact.Format);
            Assert.All(intact.Tensors, t => Assert.Equal(t.Count, t.Read().Length));
        }

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Arb.From(Gen.Choose(0, whole.Length - 1)), length =>
        {
            File.WriteAllBytes(damaged, whole[..length]);
            return ReadAll(path) is not null;
        }));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_AnyMutation_IsReadOrRefusedWithinBounds(PublishedFormat format)
    {
        var (path, damaged) = Make(format);
        var whole = File.ReadAllBytes(damaged);
        var refused = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            File.WriteAllBytes(damaged, Mutator.Mutate(whole, new System.Random(seed)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            refused += ReadAll(path) is null ? 0 : 1;
            return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
        }));
        Assert.True(refused > 40, $"only {refused} refused");
    }

    [Fact]
    public void Open_PickleOfEveryKindOfNonsense_IsRefused()
    {
        // Each is the pickle of an otherwise valid zip.
        var cases = new (byte[] Pickle, string Reason)[]
        {
            ([0x80, 9], "protocol 9"),
            ([0x80, 2, (byte)'.'], "does not end with one value"),
            ([0x80, 2, (byte)'(', (byte)'.'], "does not end with one value"),
            ([0x80, 2, (byte)'N', (byte)'.'], "no state dict"),
            ([0x80, 2, (byte)'}', (byte)'.'], "no state dict"),
            ([0x80, 2, (byte)'X', 0xFF, 0xFF, 0xFF, 0xFF], "truncated"),
            ([0x80, 2, (byte)'X', 1, 0, 0, 0, 0xFF, (byte)'.'], "not UTF-8"),
            ([0x80, 2, (byte)'h', 5], "memo entry"),
            ([0x80, 2, (byte)'t'], "mark is missing"),
            ([0x80, 2, (byte)'0'], "value is missing"),
            ([0x80, 2, (byte)'N', (byte)'a'], "value is missing"),
            ([0x80, 2, (byte)'N', (byte)'N', (byte)'a'], "appends to something"),
            ([0x80, 2, (byte)'N', (byte)')', (byte)'R'], "calls something other than a function"),
            ([0x80, 2, (byte)'N', (byte)'Q'], "refers to data"),
            ([0x80, 2, (byte)'i'], "opcode 0x69"),
            ([0x80, 2, .. "cos\nsystem\n"u8], "os.system"),
            ([0x80, 2, .. "cos\nsys"u8], "truncated"),
            ([0x80, 4, 0x8C, 2, .. "os"u8, 0x8C, 6, .. "system"u8, 0x93], "os.system"),
            ([0x80, 2, .. "ccollections\nOrderedDict\n"u8, (byte)'N', 0x85, (byte)'R'], "arguments that do not fit"),
            ([0x80, 2, .. "ctorch\nFloatStorage\n"u8, (byte)')', (byte)'R'], "arguments that do not fit"),
        };
        foreach (var (pickle, reason) in cases)
        {
            var path = _folder.File("pickle.pt");
            File.Delete(path);
            WriteZip(path, ("a/data.pkl", pickle));

            var error = Assert.Throws<BadInputException>(() => PublishedWeights.Open(path));

            Assert.Contains(reason, error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void Open_PickleThatCopiesOneListAgainAndAgain_IsRefusedEarly()
    {
        // A list of 3 000 pairs in memo entry 1 and OrderedDict in memo entry 0, then OrderedDict(list) 100 000 times, six bytes
        // each.
        byte[] pickle =
        [
            0x80, 2, .. "ccollections\nOrderedDict\n"u8, (byte)'q', 0, (byte)'0', (byte)']', (byte)'q', 1, (byte)'(',
            .. Enumerable.Repeat<byte[]>([(byte)'N', (byte)'N', 0x86], 3_000).SelectMany(b => b), (byte)'e',
            .. Enumerable.Repeat<byte[]>([(byte)'h', 0, (byte)'h', 1, 0x85, (byte)'R'], 100_000).SelectMany(b => b), (byte)'.',
        ];
        var path = _folder.File("copies.pt");
        WriteZip(path, ("a/data.pkl", pickle));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<BadInputException>(() => PublishedWeights.Open(path));

        Assert.Contains("copies the same list", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes);
    }

    [Fact]
    public void Open_PickleOfMillionsOfObjects_IsRefusedEarly()
    {
        var path = _folder.File("objects.pt");
        WriteZip(path, ("a/data.pkl", [0x80, 2, .. Enumerable.Repeat((byte)'}', 4_000_000), (byte)'.']));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<BadInputException>(() => PublishedWeights.Open(path));

        Assert.Contains("more than 200000 objects", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("just text", "was expected")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00", "Git LFS pointer")]
    public void Open_UnknownFormat_NamesTheExpectedFormats(string content, string reason)
    {
        var path = _folder.File("x.safetensors");
        File.WriteAllText(path, content);

        Assert.Contains(reason, Assert.Throws<BadInputException>(() => PublishedWeights.Open(path)).Message);
    }

    [Fact]
    public void Open_MissingOrFolder_IsBadInput()
    {
        Assert.Contains("no such file", Assert.Throws<BadInputException>(() => PublishedWeights.Open(_folder.File("none"))).Message);
        Assert.Contains("is a folder", Assert.Throws<BadInputException>(() => PublishedWeights.Open(_folder.Path)).Message);
    }

    /// <summary>The error, or null where everything could be read.</summary>
    private static BadInputException? ReadAll(string path)
    {
        try
        {
            using var weights = PublishedWeights.Open(path);
            foreach (var tensor in weights.Tensors)
            {
                Assert.Equal(tensor.Count, tensor.Read().Length);
            }

            return null;
        }
        catch (BadInputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return e;
        }
    }

    /// <summary>Writes a small file of the format; returns its path and the file to damage.</summary>
    private (string Path, string Damaged) Make(PublishedFormat format)
    {
        var path = _folder.File("weights");
        switch (format)
        {
            case PublishedFormat.SafeTensors:
                new SafeTensorsWriter().Add("w", [2, 3], new float[6]).Add("n", [1], [5L]).Save(path);
                return (path, path);
            case PublishedFormat.TorchZip:
                WriteZip(path, ("a/data.pkl", StateDictPickle("0")), ("a/data/0", new byte[24]), ("a/byteorder", "little"u8.ToArray()));
                return (path, path);
            case PublishedFormat.TorchLegacy:
                File.WriteAllBytes(
                    path,
                    [
                        0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.',
                        0x80, 2, (byte)'M', 0xE9, 3, (byte)'.',
                        0x80, 2, (byte)'}', .. Text("little_endian"), 0x88, (byte)'s', (byte)'.',
                        .. StateDictPickle("0"),
                        0x80, 2, (byte)']', .. Text("0"), (byte)'a', (byte)'.',
                        6, 0, 0, 0, 0, 0, 0, 0, .. new byte[24],
                    ]);
                return (path, path);
            case PublishedFormat.Tfjs:
                var manifest = PublishedFiles.WriteTfjs(
                    _folder.Path, [(new { name = "w", shape = new[] { 2, 3 }, dtype = "float32" }, new byte[24])]);
                return (manifest, manifest);
            default:
                var param = PublishedFiles.WriteNcnn(
                    _folder.Path,
                    ["Convolution c 1 1 a b 0=2 1=1 6=6", "PReLU p 1 1 a b 0=2"],
                    [PublishedFiles.Tag(0), new byte[24], PublishedFiles.Bytes(1, 2)]);
                return (param, _folder.File("network.bin"));
        }
    }

    /// <summary>{'w': tensor of 2 x 3 over storage <paramref name="key"/>}.</summary>
    private static byte[] StateDictPickle(string key) =>
    [
        0x80, 2, (byte)'}', .. Text("w"),
        .. "ctorch._utils\n_rebuild_tensor_v2\n"u8, (byte)'(',
        (byte)'(', .. Text("storage"), .. "ctorch\nFloatStorage\n"u8, .. Text(key), .. Text("cpu"), (byte)'K', 6, (byte)'t', (byte)'Q',
        (byte)'K', 0, (byte)'K', 2, (byte)'K', 3, 0x86, (byte)'K', 3, (byte)'K', 1, 0x86, 0x89,
        .. "ccollections\nOrderedDict\n"u8, (byte)')', (byte)'R', (byte)'t', (byte)'R', (byte)'s', (byte)'.',
    ];

    private static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static void WriteZip(string path, params (string Name, byte[] Content)[] entries)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(content);
        }
    }
}
