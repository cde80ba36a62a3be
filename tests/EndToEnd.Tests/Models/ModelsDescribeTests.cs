using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Models;

/// <summary><c>models describe</c> as a separate process.</summary>
public sealed class ModelsDescribeTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("facegrid-test-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Describe_VggWithItsClassifier_SaysThePublishedFigures()
    {
        var text = (await Facegrid.Run("models", "describe", "vgg-16", "--input", "224x224", "--classes", "1000", "--data", _data))
            .Succeeded().Output;

        Assert.Contains("138,357,544 parameters (527.8 MiB), 15,470.3 million multiply-adds", text, StringComparison.Ordinal);
        Assert.Contains("512x7x7", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_Json_HasEveryLayerWithItsUnits()
    {
        var result = (await Facegrid.Run(
            "models", "describe", "lenet-5", "--input", "32x32", "--classes", "10", "--channels", "1", "--data", _data,
            "--json")).Succeeded().Json.Single();

        Assert.Equal(61_706, result.GetProperty("parameters").GetInt64());
        var pool = result.GetProperty("layers").EnumerateArray().Single(l => l.GetProperty("name").GetString() == "pool2");
        Assert.Equal(
            (5, 16, 4),
            (
                pool.GetProperty("outputHeight").GetInt32(),
                pool.GetProperty("receptiveFieldHeightPx").GetInt32(),
                pool.GetProperty("jumpPx").GetInt32()));
    }

    [Fact]
    public async Task Describe_WeightFile_TakesTheSizesFromIt()
    {
        var result = (
            await Facegrid.Run("models", "describe", "facegrid-generated-v1", "--data", _data, "--json")).Succeeded().Json.Single();

        Assert.Equal("mobilefacenet", result.GetProperty("architecture").GetString());
        Assert.Equal(56, result.GetProperty("inputHeightPx").GetInt32());
    }

    [Theory]
    [InlineData("resnet-50", "is not an architecture (mobilefacenet, lenet-5,")]
    [InlineData("alexnet --input 60x60", "AlexNet needs 67x67 pixels at least")]
    [InlineData("alexnet --input 60", "HEIGHTxWIDTH was expected")]
    [InlineData("vgg-19 --classes 3 --embedding 4", "cannot be combined with --embedding")]
    [InlineData("vgg-19 --channels 2", "1 or 3 was expected")]
    [InlineData("facegrid-generated-v1 --input 112x112", "which determine it")]
    public async Task Describe_BadInput_SaysWhyInOneLine(string arguments, string reason)
    {
        var result = await Facegrid.Run(["models", "describe", .. arguments.Split(' '), "--data", _data]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
