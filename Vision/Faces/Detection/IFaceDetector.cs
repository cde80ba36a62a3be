using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Detects faces in an image of any size. Safe for concurrent calls.</summary>
public interface IFaceDetector : IDisposable
{
    /// <summary>Name in results: <c>tiny-face-detector</c>, <c>mtcnn</c>.</summary>
    string Name { get; }

    /// <summary>Detects the faces in an image.</summary>
    /// <returns>The faces in descending order of score, possibly none.</returns>
    IReadOnlyList<DetectedFace> Detect(RgbImage image);
}
