using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>Locates the faces in an image and aligns each with the template.</summary>
public interface IFaceLocator
{
    /// <summary>Locates and aligns the faces in an image.</summary>
    /// <param name="image">An upright image.</param>
    /// <param name="name">Name of the image in error messages, usually the path.</param>
    /// <returns>The faces in descending order of score, possibly none.</returns>
    /// <exception cref="BadInputException">The image is too small, or has the wrong size, for this locator.</exception>
    IReadOnlyList<LocatedFace> Locate(RgbImage image, string name);
}
