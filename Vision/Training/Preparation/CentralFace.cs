using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>
/// Finds the subject of a training photo: the face nearest to its centre. In a tight crop a detector misses faces whose outline leaves the
/// image; photos without a face are therefore examined a second time with a grey border (docs/results/training-data.md has the counts).
/// </summary>
/// <param name="locator">Finds faces. This class is safe for concurrent calls if the locator is.</param>
/// <param name="border">Width of the border as a share of the image's larger side; 0: no second attempt.</param>
public sealed class CentralFace(IFaceLocator locator, double border)
{
    private const byte BorderLevel = 128;

    /// <summary>Finds and aligns the face.</summary>
    /// <param name="photo">Of any size.</param>
    /// <param name="name">Name of the photo in errors.</param>
    /// <returns>The face on the template, 112 x 112; null where none is found.</returns>
    /// <exception cref="BadInputException">The image is too small to hold a face.</exception>
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

        // Aligned from the photo without border, so that pixels beyond its edge are black as in every other crop.
        return FaceAligner.Align(photo, new FaceLandmarks([.. landmarks.Points.Select(p => new ImagePoint(p.X - width, p.Y - width))]));
    }

    private LocatedFace? Nearest(RgbImage photo, string name) =>
        locator.Locate(photo, name).MinBy(f =>
            Math.Pow(f.Box.X + ((f.Box.Width - photo.Width) / 2), 2) + Math.Pow(f.Box.Y + ((f.Box.Height - photo.Height) / 2), 2));

    private static RgbImage Bordered(RgbImage photo, int width)
    {
        var result = new RgbImage(photo.Width + (2 * width), photo.Height + (2 * width));
        Array.Fill(result.Pixels, BorderLevel);
        for (var y = 0; y < photo.Height; y++)
        {
            var row = photo.Pixels.AsSpan(y * photo.Width * 3, photo.Width * 3);
            row.CopyTo(result.Pixels.AsSpan((((y + width) * result.Width) + width) * 3));
        }

        return result;
    }
}
