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
    /// <param name="image">The photo.</param>
    /// <param name="time">Time of detection and of the rest.</param>
    /// <param name="tryTurned">
    /// True: where no face is found, the photo is tried turned by 90, 180 and 270 degrees, for photos that lost their EXIF orientation.
    /// </param>
    public IReadOnlyList<LocatedFace> Locate(RgbImage image, out LocatingTime time, bool tryTurned = false)
    {
        ArgumentNullException.ThrowIfNull(image);
        var located = LocateUpright(image, out time);
        if (located.Count > 0 || !tryTurned)
        {
            return located;
        }

        for (var quarters = 1; quarters <= 3; quarters++)
        {
            var faces = LocateUpright(ImageOps.Rotate(image, quarters), out var more);
            time = new LocatingTime(time.DetectMilliseconds + more.DetectMilliseconds, time.AlignMilliseconds + more.AlignMilliseconds);
            if (faces.Count > 0 && (located.Count == 0 || faces[0].Score > located[0].Score))
            {
                var turn = new QuarterTurn(quarters, image.Width, image.Height);
                located = [.. faces.Select(turn.Back)];
            }
        }

        return located;
    }

    private List<LocatedFace> LocateUpright(RgbImage image, out LocatingTime time)
    {
        var started = Stopwatch.GetTimestamp();
        var faces = _detector.Detect(image).Where(f => Math.Min(f.Box.Width, f.Box.Height) >= FaceCrop.MinSide).ToArray();
        var detected = Stopwatch.GetTimestamp();
        var located = new List<LocatedFace>(faces.Length);
        foreach (var (face, coarse) in faces.Zip(Landmarks(image, faces)))
        {
            if (coarse is not null
                && Refine(image, face.Box, coarse) is { } landmarks
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

    /// <summary>The landmarks of each face, from the detector or the landmarker; null where there are none.</summary>
    private IEnumerable<FaceLandmarks?> Landmarks(RgbImage image, IReadOnlyList<DetectedFace> faces)
    {
        FaceBox[] without = [.. faces.Where(f => f.Landmarks is null).Select(f => f.Box)];
        var found = new Queue<FaceLandmarks>(without.Length > 0 && _landmarker is not null ? _landmarker.Find(image, without) : []);
        return [.. faces.Select(f => f.Landmarks ?? (found.TryDequeue(out var next) ? next : null))];
    }

    /// <summary>
    /// Landmarks of a rolled face, located again in its upright surroundings until the angle stays; the given ones where it is not
    /// rolled. Null: no face is found there upright, so that the landmarks cannot be trusted.
    /// </summary>
    private FaceLandmarks? Refine(RgbImage image, FaceBox box, FaceLandmarks coarse)
    {
        const int MostPasses = 3;
        var landmarks = coarse;
        for (var pass = 0; pass < MostPasses && RolledPatch.Of(image, box, landmarks) is { } patch; pass++)
        {
            DetectedFace[] faces = [.. _detector.Detect(patch.Image).Where(f => patch.IsOfTheFace(f.Box)).Take(1)];
            if (Landmarks(patch.Image, faces).FirstOrDefault() is not { } found)
            {
                return null;
            }

            landmarks = patch.ToPhoto(found);
            if (RolledPatch.IsUpright(found))
            {
                break;
            }
        }

        return landmarks;
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarker?.Dispose();
    }
}
