using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Training.Preparation;

/// <summary>Finds the faces that a test says are there.</summary>
/// <param name="find">From a picture to the top left corners of 40 x 40 faces in it.</param>
internal sealed class PlantedLocator(Func<RgbImage, IEnumerable<(int X, int Y)>> find) : IFaceLocator
{
    public const int Side = 40;

    public IReadOnlyList<LocatedFace> Locate(RgbImage image, string name) =>
        [.. find(image).Select(at => new LocatedFace(
            Painted(image, at.X, at.Y), new FaceBox(at.X, at.Y, Side, Side), 0.9, Landmarks(at.X, at.Y)))];

    /// <summary>Five points in the box, as the template has them in 112 x 112.</summary>
    private static FaceLandmarks Landmarks(int x, int y) =>
        new(
            [
                .. FaceTemplate.Landmarks.Select(
                    p => new ImagePoint(x + (p.X * Side / FaceTemplate.Size), y + (p.Y * Side / FaceTemplate.Size)))
            ]);

    /// <summary>All of one colour: that of the box's top left pixel.</summary>
    private static RgbImage Painted(RgbImage image, int x, int y)
    {
        var face = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        var from = ((Math.Max(0, y) * image.Width) + Math.Max(0, x)) * 3;
        for (var i = 0; i < face.Pixels.Length; i++)
        {
            face.Pixels[i] = image.Pixels[from + (i % 3)];
        }

        return face;
    }
}
