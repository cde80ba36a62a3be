using System.Security.Cryptography;
using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Faces;

public sealed class EncoderModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact("models/mobilefacenet-112x96.safetensors")]
    public void Read_PublishedWeights_NamesThemByFileAndHash()
    {
        var path = SharedFiles.PathOf("models/mobilefacenet-112x96.safetensors");

        var model = EncoderModel.Read(path);

        var sha = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        Assert.Equal($"mobilefacenet-112x96@{sha[..12]}", model.Version);
        Assert.Equal(96, model.Input.Width);
        Assert.Equal(1, model.WidthMultiplier);
        Assert.InRange(model.Threshold, 0.7, 0.9);
        Assert.Contains("LFW", model.ThresholdSource);
    }

    [Fact]
    public void Read_NameWidthAndThresholds_AreTheFilesOwn()
    {
        var path = Write(("name", "made-up"), ("width_multiplier", "0.5"), ("threshold", "0.75"), ("verification_threshold", "1.25"));

        var model = EncoderModel.Read(path);

        Assert.StartsWith("made-up@", model.Version);
        Assert.Equal(0.5, model.WidthMultiplier);
        Assert.Equal(0.75, model.Threshold);
        Assert.Equal(1.25, model.VerificationThreshold);
        Assert.Equal("the weight file", model.ThresholdSource);
    }

    [Fact]
    public void Read_AnotherNumberInTheSameFile_IsAnotherVersion()
    {
        var first = EncoderModel.Read(Write(("threshold", "0.75"))).Version;
        var second = EncoderModel.Read(Write(("threshold", "0.76"))).Version;

        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("architecture", "vgg19", "holds the network 'vgg19'")]
    [InlineData("architecture", null, "has no 'architecture'")]
    [InlineData("input", null, "has no 'input'")]
    [InlineData("input", "RGB, somehow", "is not a known format")]
    [InlineData("embedding", null, "has no 'embedding'")]
    [InlineData("embedding", "512", "encodings of 512 floats")]
    [InlineData("width_multiplier", "wide", "width_multiplier 'wide'")]
    [InlineData("width_multiplier", "100", "width_multiplier '100'")]
    [InlineData("threshold", "NaN", "threshold 'NaN'")]
    [InlineData("threshold", "-1", "threshold '-1'")]
    public void Read_MetadataThatIsMissingOrUnknown_IsBadInputWithReason(string key, string? value, string reason)
    {
        var path = Write((key, value));

        var error = Assert.Throws<BadInputException>(() => EncoderModel.Read(path));

        Assert.StartsWith(path, error.Message);
        Assert.Contains(reason, error.Message);
    }

    private string Write(params (string Key, string? Value)[] changes)
    {
        var metadata = new Dictionary<string, string>
        {
            ["architecture"] = "mobilefacenet",
            ["embedding"] = "128",
            ["input"] = "RGB 112x112, (x-127.5)/128",
        };
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                metadata.Remove(key);
            }
            else
            {
                metadata[key] = value;
            }
        }

        var path = _folder.File("model.safetensors");
        new SafeTensorsWriter().Add("a", [1], [1f]).Save(path, metadata);
        return path;
    }
}
