using System.Diagnostics;
using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Faces.Quality;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>For any photo: detects faces, finds their landmarks, brings each onto the template and judges its quality. Safe for concurrent calls.</summary>
public sealed class DetectingLocator : IFaceLocator, IDisposable
{
    private readonly IFaceDetector _detector;
    private readonly ILandmarker? _landmarker;

    /// <param name="detector">Owned: disposed with the locator.</param>
    /// <param name="landmarker">Asked for the faces that come without landmarks; owned as well. Without one such faces are left out.</param>
    public DetectingLocator(IFaceDetector detector, ILandmarker? landmarker = null)
    {
        ArgumentNullException.ThrowIfNull(detector);
        (_detector, _landmarker) = (detector, landmarker);
    }

    /// <summary>Which networks find faces and landmarks: <c>mtcnn</c>, <c>tiny-face-detector + face-landmark-68</c>.</summary>
    public string Name => _landmarker is null ? _detector.Name : $"{_detector.Name} + {_landmarker.Name}";

    /// <returns>
    /// The faces, the surest first; a face of less than <see cref="FaceCrop.MinSide"/> pixels cannot be told from another and
    /// is left out. None is a possible answer, whatever the picture's size.
    /// </returns>
    public IReadOnlyList<LocatedFace> Locate(RgbImage image, string name) => Locate(image, out _);

    /// <inheritdoc cref="Locate(RgbImage, string)"/>
    public IReadOnlyList<LocatedFace> Locate(RgbImage image, out LocatingTime time)
    {
        ArgumentNullException.ThrowIfNull(image);
        var started = Stopwatch.GetTimestamp();
        var faces = _detector.Detect(image).Where(f => Math.Min(f.Box.Width, f.Box.Height) >= FaceCrop.MinSide).ToArray();
        var detected = Stopwatch.GetTimestamp();
        FaceBox[] without = [.. faces.Where(f => f.Landmarks is null).Select(f => f.Box)];
        var found = new Queue<FaceLandmarks>(without.Length > 0 && _landmarker is not null ? _landmarker.Find(image, without) : []);
        var located = new List<LocatedFace>(faces.Length);
        foreach (var face in faces)
        {
            if ((face.Landmarks ?? (found.TryDequeue(out var next) ? next : null)) is { } landmarks && FaceAligner.Align(image, landmarks) is { } aligned)
            {
                located.Add(new LocatedFace(aligned, face.Box, face.Score, landmarks, FaceQualityMeter.Measure(aligned, face.Box, landmarks)));
            }
        }

        time = new LocatingTime(Stopwatch.GetElapsedTime(started, detected).TotalMilliseconds, Stopwatch.GetElapsedTime(detected).TotalMilliseconds);
        return located;
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarker?.Dispose();
    }
}
