using System.Diagnostics;
using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Faces.Quality;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>
/// A locator for any photo: detects faces, locates their landmarks, aligns each face and measures its quality. Safe for concurrent
/// calls.
/// </summary>
public sealed class DetectingLocator : IFaceLocator, IDisposable
{
    private readonly IFaceDetector _detector;
    private readonly ILandmarker? _landmarker;

    /// <summary>Combines a detector and a landmarker.</summary>
    /// <param name="detector">The detector; disposed with the locator.</param>
    /// <param name="landmarker">
    /// Locates landmarks for detectors that give boxes only; disposed with the locator. If null, faces without landmarks are
    /// omitted.
    /// </param>
    public DetectingLocator(IFaceDetector detector, ILandmarker? landmarker = null)
    {
        ArgumentNullException.ThrowIfNull(detector);
        (_detector, _landmarker) = (detector, landmarker);
    }

    /// <summary>The networks in use: <c>mtcnn</c>, <c>tiny-face-detector + face-landmark-68</c>.</summary>
    public string Name => _landmarker is null ? _detector.Name : $"{_detector.Name} + {_landmarker.Name}";

    /// <inheritdoc/>
    /// <returns>
    /// The faces in descending order of score, possibly none. Faces of less than <see cref="FaceCrop.MinSide"/> pixels are too
    /// small to be recognised and are omitted.
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
            if ((face.Landmarks ?? (found.TryDequeue(out var next) ? next : null)) is { } landmarks
                && FaceAligner.Align(image, landmarks) is { } aligned)
            {
                located.Add(
                    new LocatedFace(aligned, face.Box, face.Score, landmarks, FaceQualityMeter.Measure(aligned, face.Box, landmarks)));
            }
        }

        time = new LocatingTime(
            Stopwatch.GetElapsedTime(started, detected).TotalMilliseconds, Stopwatch.GetElapsedTime(detected).TotalMilliseconds);
        return located;
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarker?.Dispose();
    }
}
