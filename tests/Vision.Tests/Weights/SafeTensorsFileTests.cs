using System.Buffers.Binary;
using FaceGrid.Tests;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Weights;

public sealed class SafeTensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact("numpy")]
    public void ReadFloats_FileWrittenByPython_GivesTheSameNumbers()
    {
        var path = _folder.File("python.safetensors");
        Python.Run(
            """
            import json, struct, sys
            import numpy as np
            values = np.array([[0.0, -1.5, 3.1415927], [1e-7, 65504.0, -2.0]], np.float32)
            bf16 = (values.view(np.uint32) >> 16).astype("<u2")
            parts = {
              "f64": ("F64", values.astype("<f8")), "i64": ("I64", np.array([[-5, 1 << 40, 0], [1, 2, 3]], "<i8")),
              "f32": ("F32", values), "i32": ("I32", np.array([[-5, 70000, 0], [1, 2, 3]], "<i4")),
              "u32": ("U32", np.array([[4000000000, 1, 2], [3, 4, 5]], "<u4")),
              "f16": ("F16", values.astype("<f2")), "bf16": ("BF16", bf16), "i16": ("I16", np.array([[-300, 1, 2], [3, 4, 5]], "<i2")),
              "u8": ("U8", np.array([[255, 1, 2], [3, 4, 5]], "u1")), "i8": ("I8", np.array([[-128, 1, 2], [3, 4, 5]], "i1")),
              "bool": ("BOOL", np.array([[1, 0, 1], [0, 0, 1]], "u1"))}
            header, blobs, at = {"__metadata__": {"who": "pythön"}}, [], 0
            for k, (t, v) in parts.items():
                raw = v.tobytes()
                header[k] = {"dtype": t, "shape": list(v.shape), "data_offsets": [at, at + len(raw)]}; at += len(raw); blobs.append(raw)
            h = json.dumps(header).encode(); h += b" " * (-len(h) % 8)
            open(sys.argv[1], "wb").write(struct.pack("<Q", len(h)) + h + b"".join(blobs))
            """,
            path);

        using var file = SafeTensorsFile.Open(path);

        Assert.Equal("pythön", file.Metadata["who"]);
        Assert.Equal(11, file.Tensors.Count);
        Assert.All(file.Tensors, t => Assert.Equal([2L, 3L], t.Shape));
        float[] expected = [0f, -1.5f, 3.1415927f, 1e-7f, 65504f, -2f];
        Assert.Equal(expected, file.ReadFloats("f32"));
        Assert.Equal(expected, file.ReadFloats("f64"));
        Assert.Equal(expected.Select(v => (float)(Half)v), file.ReadFloats("f16"));
        Assert.Equal(
            expected.Select(
                v => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(v) & 0xFFFF0000)), file.ReadFloats("bf16"));
        Assert.Equal([-5L, 1L << 40, 0, 1, 2, 3], file.ReadIntegers("i64"));
        Assert.Equal([-5L, 70000, 0, 1, 2, 3], file.ReadIntegers("i32"));
        Assert.Equal([4000000000L, 1, 2, 3, 4, 5], file.ReadIntegers("u32"));
        Assert.Equal([-300f, 1, 2, 3, 4, 5], file.ReadFloats("i16"));
        Assert.Equal([255f, 1, 2, 3, 4, 5], file.ReadFloats("u8"));
        Assert.Equal([-128L, 1, 2, 3, 4, 5], file.ReadIntegers("i8"));
        Assert.Equal([1L, 0, 1, 0, 0, 1], file.ReadIntegers("bool"));
    }

    [PythonFact("numpy")]
    public void Save_ReadByPython_GivesTheSameNumbers()
    {
        var path = _folder.File("ours.safetensors");
        new SafeTensorsWriter()
            .Add("half", [2], [1.0009766f, -0.1f], TensorType.F16)
            .Add("single", [1, 3], [1.5f, float.MinValue, 1e-40f])
            .Add("steps", [], [12345678901234L])
            .Save(path, new Dictionary<string, string> { ["architecture"] = "test \"quoted\" ü" });

        var seen = Python.Run(
            """
            import json, struct, sys
            import numpy as np
            b = open(sys.argv[1], "rb").read(); n = struct.unpack("<Q", b[:8])[0]; h = json.loads(b[8:8 + n])
            assert (8 + n) % 8 == 0
            def get(k, t): v = h[k]; return np.frombuffer(b[8 + n:][v["data_offsets"][0]:v["data_offsets"][1]], t).reshape(v["shape"])
            print(h["__metadata__"]["architecture"] == "test \"quoted\" \u00fc",
                get("half", "<f2").tolist() == [np.float16(1.0009766).item(), np.float16(-0.1).item()],
                  get("single", "<f4").tolist() == np.array([[1.5, np.finfo(np.float32).min, 1e-40]], np.float32).tolist(),
                  int(get("steps", "<i8")))
            """,
            path);

        Assert.Equal("True True True 12345678901234", seen.Trim());
    }

    [SharedFact("models/mobilefacenet-112x112.safetensors")]
    public void Sha256_SharedFile_EqualsTheHashOfItsBytes()
    {
        var path = SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors");
        using var file = SafeTensorsFile.Open(path);

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), file.Sha256());
    }

    [Theory]
    [InlineData("", "0 bytes")]
    [InlineData("abc", "3 bytes")]
    public void Open_ShorterThanItsLength_IsBadInput(string content, string reason)
    {
        var path = _folder.File("short");
        File.WriteAllText(path, content);

        var error = Assert.Throws<BadInputException>(() => SafeTensorsFile.Open(path));

        Assert.StartsWith(path, error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void Open_MissingFileOrFolder_IsBadInput()
    {
        Assert.Contains("no such file", Assert.Throws<BadInputException>(() => SafeTensorsFile.Open(_folder.File("none"))).Message);
        Assert.Contains("no such file", Assert.Throws<BadInputException>(() => SafeTensorsFile.Open(_folder.File("none/none"))).Message);
        Assert.Contains("is a folder", Assert.Throws<BadInputException>(() => SafeTensorsFile.Open(_folder.Path)).Message);
    }

    [Fact]
    public void Open_RandomlyMutatedFiles_ReadOrAreBadInputAndNeverAnythingElse()
    {
        var source = _folder.File("source");
        new SafeTensorsWriter()
            .Add("conv.weight", [4, 3, 3, 3], Enumerable.Range(0, 108).Select(i => i / 7f).ToArray())
            .Add("half", [5], [1, 2, 3, 4, 5], TensorType.F16)
            .Add("count", [], [7L])
            .Save(source, new Dictionary<string, string> { ["architecture"] = "test" });
        var good = File.ReadAllBytes(source);
        var headerBytes = (int)BinaryPrimitives.ReadUInt64LittleEndian(good) + 8;
        var random = new Random(20151);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 4000; round++)
        {
            var bytes = (byte[])good.Clone();
            if (round % 4 == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }
            else
            {
                // Mostly in the length and the header.
                for (var flips = random.Next(1, 4); flips > 0; flips--)
                {
                    bytes[random.Next(round % 4 == 1 ? bytes.Length : headerBytes)] ^= (byte)(1 << random.Next(8));
                }
            }

            var path = _folder.File("mutated");
            File.WriteAllBytes(path, bytes);
            try
            {
                using var file = SafeTensorsFile.Open(path);
                foreach (var tensor in file.Tensors)
                {
                    Assert.Equal(tensor.ElementCount, file.ReadFloats(tensor.Name).LongLength);
                }

                read++;
            }
            catch (BadInputException e)
            {
                Assert.StartsWith(path, e.Message);
                refused++;
            }
        }

        // Changes in the data or in a name leave the file valid.
        Assert.True(read > 100 && refused > 2000, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Entry_NameThatIsNotThere_IsBadInput()
    {
        var path = _folder.File("one");
        new SafeTensorsWriter().Add("a", [1], [1f]).Save(path);
        using var file = SafeTensorsFile.Open(path);

        Assert.Contains("has no tensor 'b'", Assert.Throws<BadInputException>(() => file.ReadFloats("b")).Message);
        Assert.Contains("an integer type was expected", Assert.Throws<BadInputException>(() => file.ReadIntegers("a")).Message);
    }

    [Fact]
    public void ReadFloats_FileCutShortWhileOpen_IsBadInput()
    {
        var path = _folder.File("cut");
        new SafeTensorsWriter().Add("a", [1000], new float[1000]).Save(path);
        using var file = SafeTensorsFile.Open(path);
        using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            writer.SetLength(file.Length - 8);
        }

        Assert.Contains("cut short", Assert.Throws<BadInputException>(() => file.ReadFloats("a")).Message);
    }
}
