using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Alignment;

public sealed class FaceAlignerTests
{
    [Fact]
    public void Align_FaceOnTheTemplate_IsThePictureItself()
    {
        var picture = Noise(112, 112);

        var aligned = FaceAligner.Align(picture, new FaceLandmarks(FaceTemplate.Landmarks))!;

        Assert.Equal(picture.Pixels, aligned.Pixels);
    }

    /// <summary>Quarter turns, shifts by whole pixels and threefold enlargement have exact expected results.</summary>
    [Fact]
    public void Align_TurnedShiftedAndEnlargedFace_GivesTheFaceBack()
    {
        var face = Noise(112, 112);
        var turned = ImageOps.Rotate(face, 1);
        var large = ImageOps.Resize(turned, 336, 336, ResampleFilter.Box);
        var photo = new RgbImage(500, 400);
        for (var y = 0; y < 336; y++)
        {
            large.Pixels.AsSpan(y * 336 * 3, 336 * 3).CopyTo(photo.Pixels.AsSpan((((y + 20) * 500) + 70) * 3));
        }

        // A clockwise quarter turn maps (x, y) to (112 - y, x).
        var aligned = FaceAligner.Align(
            photo, new FaceLandmarks([.. FaceTemplate.Landmarks.Select(p => new ImagePoint(((112 - p.Y) * 3) + 70, (p.X * 3) + 20))]))!;

        // Nine samples are at the centres of the nine pixels of each enlarged pixel.
        Assert.Equal(face.Pixels, aligned.Pixels);
    }

    [Fact]
    public void Align_LargeFaceOfFinePattern_DoesNotAlias()
    {
        // A checkerboard of single pixels, 20 times the template: 112 pixels can show only its mean.
        var photo = new RgbImage(2240, 2240);
        for (var i = 0; i < photo.Pixels.Length; i++)
        {
            var (pixel, row) = (i / 3 % 2240, i / 3 / 2240);
            photo.Pixels[i] = (byte)(((pixel + row) & 1) * 255);
        }

        var aligned = FaceAligner.Align(
            photo, new FaceLandmarks([.. FaceTemplate.Landmarks.Select(p => new ImagePoint((p.X * 20) + 0.3, (p.Y * 20) + 0.1))]))!;

        for (var y = 1; y < 111; y++)
        {
            for (var x = 1; x < 111; x++)
            {
                Assert.InRange(aligned.Pixels[((y * 112) + x) * 3], 122, 133);
            }
        }
    }

    [Fact]
    public void Align_FaceOverTheBorder_IsBlackBeyondIt()
    {
        var photo = new RgbImage(112, 112);
        Array.Fill(photo.Pixels, (byte)90);

        var aligned = FaceAligner.Align(photo, new FaceLandmarks([.. FaceTemplate.Landmarks.Select(p => new ImagePoint(p.X - 40, p.Y))]))!;

        Assert.Equal(0, aligned.Pixels[((50 * 112) + 30) * 3]);
        Assert.Equal(90, aligned.Pixels[((50 * 112) + 50) * 3]);
    }

    [Fact]
    public void Align_LandmarksAtOnePlace_IsNull() =>
        Assert.Null(FaceAligner.Align(Noise(50, 50), new FaceLandmarks([.. Enumerable.Repeat(new ImagePoint(9, 9), 5)])));

    private static RgbImage Noise(int width, int height)
    {
        var image = new RgbImage(width, height);
        new Random(5).NextBytes(image.Pixels);
        return image;
    }
}
