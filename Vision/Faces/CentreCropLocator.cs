using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>A locator for images that are face crops: assumes that the face is in the centre, without detection.</summary>
/// <param name="aligned">Whether the images are already aligned with the template; see <see cref="FaceCrop.ToTemplate"/>.</param>
public sealed class CentreCropLocator(bool aligned) : IFaceLocator
{
    /// <inheritdoc/>
    public IReadOnlyList<LocatedFace> Locate(RgbImage image, string name)
    {
        var face = FaceCrop.ToTemplate(image, aligned, name);
        var side = Math.Min(image.Width, image.Height);
        return [new LocatedFace(face, new FaceBox((image.Width - side) / 2, (image.Height - side) / 2, side, side), 1)];
    }
}
