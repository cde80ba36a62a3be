using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>For pictures that are face crops: takes the face to be in the middle, without looking.</summary>
/// <param name="aligned">The pictures are on the template already; see <see cref="FaceCrop.ToTemplate"/>.</param>
public sealed class CentreCropLocator(bool aligned) : IFaceLocator
{
    public IReadOnlyList<LocatedFace> Locate(RgbImage image, string name)
    {
        var face = FaceCrop.ToTemplate(image, aligned, name);
        var side = Math.Min(image.Width, image.Height);
        return [new LocatedFace(face, new FaceBox((image.Width - side) / 2, (image.Height - side) / 2, side, side), 1)];
    }
}
