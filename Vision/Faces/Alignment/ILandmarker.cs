using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Alignment;

/// <summary>Locates the landmarks of faces whose boxes are known. Safe for concurrent calls.</summary>
public interface ILandmarker : IDisposable
{
    /// <summary>Name in results: <c>face-landmark-68</c>.</summary>
    string Name { get; }

    /// <summary>Locates the landmarks of faces.</summary>
    /// <param name="boxes">Face boxes in pixels of the image; they may extend beyond its border.</param>
    /// <returns>The landmarks of each box in pixels of the image.</returns>
    IReadOnlyList<FaceLandmarks> Find(RgbImage image, IReadOnlyList<FaceBox> boxes);
}
