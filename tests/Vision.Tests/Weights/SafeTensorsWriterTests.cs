using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Weights;

public sealed class SafeTensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_MixedWidths_AlignsEveryTensorToItsElement()
    {
        var path = _folder.File("mixed");
        new SafeTensorsWriter()
            .AddBytes("byte", [3], [1, 2, 3], TensorType.U8)
            .Add("half", [3], [1, 2, 3], TensorType.F16)
            .Add("long", [1], [1L])
            .Add("single", [3], [1, 2, 3])
            .Save(path);

        using var file = SafeTensorsFile.Open(path);

        Assert.All(file.Tensors, t => Assert.Equal(0, t.Offset % t.Type.SizeOf()));
        Assert.Equal(0, file.Tensors[0].Offset % 8);
        Assert.Equal([1f, 2f, 3f], file.ReadFloats("half"));
        Assert.Equal([1, 2, 3], file.ReadBytes("byte"));
    }

    [Fact]
    public void Save_OverAnExistingFile_ReplacesItAndLeavesNothingBehind()
    {
        var path = _folder.File("again");
        new SafeTensorsWriter().Add("a", [1], [1f]).Save(path);
        new SafeTensorsWriter().Add("a", [1], [2f]).Save(path);

        using var file = SafeTensorsFile.Open(path);

        Assert.Equal([2f], file.ReadFloats("a"));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void AtomicFileWrite_WriterThatFails_KeepsTheOldContentAndLeavesNothingBehind()
    {
        var path = _folder.File("kept");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the ne"u8);
            throw new InvalidDataException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Save_FolderThatIsMissing_IsBadInput()
    {
        var error = Assert.Throws<BadInputException>(() => new SafeTensorsWriter().Add("a", [1], [1f]).Save(_folder.File("no/such/file")));

        Assert.Contains("cannot be written", error.Message);
    }

    [Fact]
    public void Add_WrongShapeOrTakenName_IsRefused()
    {
        var writer = new SafeTensorsWriter().Add("a", [1], [1f]);

        Assert.Throws<ArgumentException>(() => writer.Add("a", [1], [1f]));
        Assert.Throws<ArgumentException>(() => writer.Add("b", [2], [1f]));
        Assert.Throws<ArgumentException>(() => writer.Add("b", [1], [1f], TensorType.I32));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", [1], [1f]));
    }

    [Theory]
    [InlineData(1.00390625f, 0x3F80)]  // Halfway between two neighbours: rounded to the even one.
    [InlineData(1.01171875f, 0x3F82)]
    [InlineData(float.NaN, 0xFFC0)]
    [InlineData(float.MaxValue, 0x7F80)]
    public void Add_BFloat16_RoundsToNearestEven(float value, int expected)
    {
        var path = _folder.File("bf16");
        new SafeTensorsWriter().Add("a", [1], [value], TensorType.BF16).Save(path);

        using var file = SafeTensorsFile.Open(path);

        Assert.Equal(expected, BitConverter.ToUInt16(file.ReadBytes("a")));
    }
}
