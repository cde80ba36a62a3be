using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_WhatWasWritten_GivesItBackExactly()
    {
        using var image = tensor([0.1f, float.MaxValue, -0f, 255], [1, 1, 2, 2]);
        var read = CheckpointReader.Parse(Written(image), "c");
        using var back = zeros(new long[] { 1, 1, 2, 2 });
        read.CopyTo("image", back);

        Assert.Equal("header \"text\" é", read.Header);
        Assert.Equal(image.bytes.ToArray(), back.bytes.ToArray());
        Assert.Equal(Math.PI, read.Number("number"));
        Assert.Equal([1e-300, double.NegativeInfinity], read.Numbers("numbers"));
        Assert.Equal(long.MinValue, read.Integer("integer"));
        Assert.Equal([1L, 1, 2, 2], read.ShapeOf("image"));
    }

    [Fact]
    public void Parse_AnyByteChangedOrMissing_Refused()
    {
        using var image = ones(new long[] { 1, 1, 2, 2 });
        var bytes = Written(image);
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var bit in new[] { 0x01, 0x20, 0x80 })
            {
                bytes[i] ^= (byte)bit;
                Assert.Throws<BadInputException>(() => CheckpointReader.Parse(bytes, "c"));
                bytes[i] ^= (byte)bit;
            }

            Assert.Throws<BadInputException>(() => CheckpointReader.Parse(bytes.AsMemory(0, i), "c"));
        }

        Assert.Throws<BadInputException>(() => CheckpointReader.Parse(new byte[bytes.Length], "c"));
        Assert.Throws<BadInputException>(() => CheckpointReader.Parse((byte[])[.. bytes, 0], "c"));
        Assert.Equal(Math.PI, CheckpointReader.Parse(bytes, "c").Number("number"));
    }

    [Fact]
    public void Write_AsAFile_IsSafeTensors()
    {
        using var image = ones(new long[] { 1, 1, 2, 2 });
        var path = Path.Combine(_folder.Path, "run.checkpoint");
        File.WriteAllBytes(path, Written(image));

        using var file = SafeTensorsFile.Open(path);
        Assert.Equal([1f, 1, 1, 1], file.ReadFloats("image"));
    }

    private static byte[] Written(Tensor image)
    {
        using var stream = new MemoryStream();
        var writer = new CheckpointWriter();
        writer.Add("image", image);
        writer.Add("number", Math.PI);
        writer.Add("numbers", [1e-300, double.NegativeInfinity]);
        writer.Add("integer", long.MinValue);
        writer.Write(stream, "header \"text\" é");
        return stream.ToArray();
    }
}
