using System.Text;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

public sealed class PnmTests
{
    [Theory]
    [InlineData("P2\n2 1\n255\n7 200", new byte[] { 7, 7, 7, 200, 200, 200 })]
    [InlineData("P2 #a\n# b\n2\t1 #c 9 9\n15\n0\n15\n", new byte[] { 0, 0, 0, 255, 255, 255 })]
    [InlineData("P3\n1 2\n255\n1 2 3\r\n# comment\n4 5 6\n", new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("P3\n1 1\n65535\n65535 128 129\n", new byte[] { 255, 0, 1 })]
    [InlineData("P5\n2 1\n255\nAz", new byte[] { 65, 65, 65, 122, 122, 122 })]
    [InlineData("P5 # x\n1 1 127 ?", new byte[] { 126, 126, 126 })]
    [InlineData("P6\n1 1\n255\n\n #", new byte[] { 10, 32, 35 })]
    [InlineData("P6\n1 1\n65535\n!!AA~~", new byte[] { 33, 65, 126 })]
    public void Decode_TextAndBinary_GivesScaledValues(string file, byte[] expected) =>
        Assert.Equal(expected, ImageCodec.Decode(Encoding.Latin1.GetBytes(file), "x").Pixels);

    [Theory]
    [InlineData("P2\n2 1\n255\n7", "truncated")]
    [InlineData("P2\n2 1\n255\n7   ", "truncated")]
    [InlineData("P5\n2 1\n255\n7", "truncated")]
    [InlineData("P5\n2 1\n255", "truncated")]
    [InlineData("P5\n2", "truncated")]
    [InlineData("P6\n1 1\n65535\nabcde", "truncated")]
    [InlineData("P5\n0 1\n255\n", "0 x 1")]
    [InlineData("P5\n1 1\n0\nx", "maximum 0")]
    [InlineData("P5\n1 1\n65536\nxxxx", "maximum 65536")]
    [InlineData("P5\n1 1\n9\nx", "above the maximum")]
    [InlineData("P5\n-1 1\n9\nx", "a number is expected")]
    [InlineData("P3\n1 1\n255\n1 x 3", "a number is expected")]
    [InlineData("P5\n99999999999999999999 1\n9\nx", "31 bits")]
    [InlineData("P5\n8000 8000\n9\nx", "over the limit of 50 megapixels")]
    public void Decode_Damaged_GivesTheReason(string file, string reason) =>
        Assert.Contains(
            reason,
            Assert.Throws<BadInputException>(() => ImageCodec.Decode(Encoding.Latin1.GetBytes(file), "x")).Reason,
            StringComparison.Ordinal);

    [SharedFact("data/orl/training/s1/1.pgm")]
    public void Load_FaceOfTheAttSet_Is92x112Grey()
    {
        var image = ImageCodec.Load(SharedFiles.PathOf("data/orl/training/s1/1.pgm"));

        Assert.Equal((92, 112), (image.Width, image.Height));
        Assert.Equal(File.ReadAllBytes(SharedFiles.PathOf("data/orl/training/s1/1.pgm"))[^(92 * 112)..], ImageOps.ToGrey(image));
    }
}
