using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>
/// Finds the face that a photo of a training set is about: the one nearest to its middle. In a tight crop a detector
/// misses faces whose outline leaves the picture; such photos are looked at again with a grey border around them
/// (docs/results/training-data.md has the counts).
/// </summary>
/// <param name="locator">Safe for concurrent calls, as this is.</param>
/// <param name="border">Of each side, as a share of the picture's larger one; 0: never a border.</param>
public sealed class CentralFace(IFaceLocator locator, double border)
{
    private const byte BorderLevel = 128;

    /// <returns>The face on the template, 112 x 112; null where there is none.</returns>
    /// <exception cref="BadInputException">The picture cannot hold a face.</exception>
    public RgbImage? Find(RgbImage photo, string name)
    {
        ArgumentNullException.ThrowIfNull(photo);
        if (Nearest(photo, name) is { } face)
        {
            return face.Aligned;
        }

        var width = (int)(border * Math.Max(photo.Width, photo.Height));
        if (width == 0 || Nearest(Bordered(photo, width), name) is not { Landmarks: { } landmarks })
        {
            return null;
        }

        // Aligned from the photo itself: beyond its edge the crop is black, as everywhere, and not grey.
        return FaceAligner.Align(photo, new FaceLandmarks([.. landmarks.Points.Select(p => new ImagePoint(p.X - width, p.Y - width))]));
    }

    private LocatedFace? Nearest(RgbImage photo, string name) =>
        locator.Locate(photo, name).MinBy(f => Math.Pow(f.Box.X + ((f.Box.Width - photo.Width) / 2), 2) + Math.Pow(f.Box.Y + ((f.Box.Height - photo.Height) / 2), 2));

    private static RgbImage Bordered(RgbImage photo, int width)
    {
        var result = new RgbImage(photo.Width + (2 * width), photo.Height + (2 * width));
        Array.Fill(result.Pixels, BorderLevel);
        for (var y = 0; y < photo.Height; y++)
        {
            photo.Pixels.AsSpan(y * photo.Width * 3, photo.Width * 3).CopyTo(result.Pixels.AsSpan((((y + width) * result.Width) + width) * 3));
        }

        return result;
    }
}
