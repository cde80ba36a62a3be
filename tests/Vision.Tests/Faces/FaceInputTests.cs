using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces;

public sealed class FaceInputTests
{
    [Theory]
    [InlineData("RGB 112x112, (x-127.5)*0.0078125", 112, 0, false, 127.5, 0.0078125)]
    [InlineData("RGB 112x112, (x-127.5)/128", 112, 0, false, 127.5, 0.0078125)]
    [InlineData("BGR 112x112, (x-0)*1", 112, 0, true, 0, 1)]
    [InlineData("RGB 112 high x 96 wide (columns 8..103 of the 112x112 crop), (x-127.5)/128", 96, 8, false, 127.5, 0.0078125)]
    public void Parse_KnownForms_GivesTheInputOfTheEncoder(string text, int width, int first, bool bgr, double mean, double scale) =>
        Assert.Equal(new FaceInput(112, width, first, bgr, mean, scale), FaceInput.Parse("file", FaceInput.Parse("file", text).ToString()));

    [Fact]
    public void Parse_AveragedInput_GivesTheReduction()
    {
        var input = FaceInput.Parse("file", "RGB 112x112 averaged to 56x56, (x-127.5)/128");

        Assert.Equal(new FaceInput(56, 56, 0, false, 127.5, 1 / 128.0, 2), input);
        Assert.Equal(input, FaceInput.Parse("file", input.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RGB 112x112 averaged to 50x50, (x-127.5)/128")]
    [InlineData("RGB 112x112 averaged to 56x28, (x-127.5)/128")]
    [InlineData("RGB 112x112 averaged to 0x0, (x-127.5)/128")]
    [InlineData("RGB 112x112 averaged to 224x224, (x-127.5)/128")]
    [InlineData("RGB")]
    [InlineData("GRAY 112x112, (x-127.5)/128")]
    [InlineData("RGB 112x112, x/255")]
    [InlineData("RGB 160x160, (x-127.5)/128")]
    [InlineData("RGB 112x96, (x-127.5)/128")]
    [InlineData("RGB 112x112, (x-127.5)/0")]
    [InlineData("RGB 112 high x 96 wide (columns 20..115 of the 112x112 crop), (x-127.5)/128")]
    [InlineData("RGB 112 high x 96 wide (columns 103..8 of the 112x112 crop), (x-127.5)/128")]
    public void Parse_AnythingElse_IsBadInputAndNeverAGuess(string text)
    {
        var error = Assert.Throws<BadInputException>(() => FaceInput.Parse("some.safetensors", text));

        Assert.StartsWith("some.safetensors: its metadata has input", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_PartOfTheCrop_TakesTheColumnsTheOrderAndTheNumbersAsked(bool bgr)
    {
        var face = new RgbImage(112, 112);
        new Random(1).NextBytes(face.Pixels);
        var pixels = new float[112 * 96 * 3];

        new FaceInput(112, 96, 8, bgr, 127.5, 1 / 128.0).Write(face, pixels);

        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, c) = (i / 3 / 96, i / 3 % 96, i % 3);
            var source = face.Pixels[(((y * 112) + x + 8) * 3) + (bgr ? 2 - c : c)];
            Assert.Equal((source - 127.5f) / 128, pixels[i]);
        }
    }

    [Fact]
    public void Write_AveragedInput_GivesTheMeanOfEachBlock()
    {
        var face = new RgbImage(112, 112);
        new Random(1).NextBytes(face.Pixels);
        var pixels = new float[28 * 28 * 3];

        new FaceInput(28, 28, 0, true, 127.5, 1 / 128.0, 4).Write(face, pixels);

        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, c) = (i / 3 / 28, i / 3 % 28, i % 3);
            var block = from dy in Enumerable.Range(0, 4) from dx in Enumerable.Range(0, 4)
                        select (double)face.Pixels[(((((y * 4) + dy) * 112) + (x * 4) + dx) * 3) + 2 - c];
            Assert.Equal((block.Average() - 127.5) / 128, pixels[i], 1e-6);
        }
    }

    [Fact]
    public void Write_FaceOfAnotherSize_IsRefused() =>
        Assert.Throws<ArgumentException>(
            () => new FaceInput(112, 112, 0, false, 0, 1).Write(new RgbImage(96, 112), new float[112 * 112 * 3]));
}
