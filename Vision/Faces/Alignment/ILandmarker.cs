using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Alignment;

/// <summary>Finds the landmarks of faces whose boxes are known. Safe for concurrent calls.</summary>
public interface ILandmarker : IDisposable
{
    /// <summary>What to call it in answers: <c>face-landmark-68</c>.</summary>
    string Name { get; }

    /// <param name="boxes">In pixels of the picture; may reach over its border.</param>
    /// <returns>The landmarks of each box, in pixels of the picture.</returns>
    IReadOnlyList<FaceLandmarks> Find(RgbImage image, IReadOnlyList<FaceBox> boxes);
}
