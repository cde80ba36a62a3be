using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>Finds the faces in a picture and brings each onto the template.</summary>
public interface IFaceLocator
{
    /// <param name="image">Any upright picture.</param>
    /// <param name="name">What to call it in an error: most often the path.</param>
    /// <returns>The faces, the surest first; none is a possible answer.</returns>
    /// <exception cref="BadInputException">The picture cannot hold a face that this locator could bring onto the template.</exception>
    IReadOnlyList<LocatedFace> Locate(RgbImage image, string name);
}
