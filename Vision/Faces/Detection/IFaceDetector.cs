using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Finds faces in a picture of any size. Safe for concurrent calls.</summary>
public interface IFaceDetector : IDisposable
{
    /// <summary>What to call it in answers: <c>tiny-face-detector</c>, <c>mtcnn</c>.</summary>
    string Name { get; }

    /// <returns>The faces, the surest first; none is a possible answer.</returns>
    IReadOnlyList<DetectedFace> Detect(RgbImage image);
}
