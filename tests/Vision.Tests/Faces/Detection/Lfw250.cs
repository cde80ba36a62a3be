using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Detection;

/// <summary>The 591 uncropped photos of LFW. The labelled face is in the centre of each.</summary>
internal static class Lfw250
{
    public const string Folder = "data/lfw250";
    public const string Mtcnn = "models/mtcnn.safetensors";
    public const string Tiny = "models/tiny-face-detector.safetensors";
    public const string Landmarks = "models/face-landmark-68.safetensors";
    public const int Count = 591;

    /// <summary>Approximate box of the central face of an LFW photo.</summary>
    private static readonly FaceBox Nominal = new(65, 65, 120, 120);

    private static readonly Lazy<IReadOnlyList<(string Path, LocatedFace? Face)>> ByMtcnn = new(() => Locate(MtcnnDetector.WeightsName));

    private static readonly Lazy<IReadOnlyList<(string Path, LocatedFace? Face)>> ByTiny = new(
        () => Locate(TinyFaceDetector.WeightsName));

    /// <summary>In ordinal order.</summary>
    public static string[] Photos() =>
        [.. Directory.EnumerateFiles(SharedFiles.PathOf(Folder), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Every photo with its labelled face, located once for all tests; null where it was not detected.</summary>
    public static IReadOnlyList<(string Path, LocatedFace? Face)> Located(string detector) =>
        detector == MtcnnDetector.WeightsName ? ByMtcnn.Value : ByTiny.Value;

    /// <summary>NAME/NAME_0001.jpg.</summary>
    public static string NameOf(string path) => $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}";

    public static DetectingLocator Open(string detector) => FaceLocators.Create(Weights, detector)!;

    public static string? Weights(string name) =>
        SharedFiles.Has($"models/{name}.safetensors") ? SharedFiles.PathOf($"models/{name}.safetensors") : null;

    /// <summary>
    /// The face that contains the photo's centre and overlaps most with the nominal box of the labelled face, by at least 0.3.
    /// </summary>
    public static LocatedFace? Central(IEnumerable<LocatedFace> faces) => faces
        .Where(f => f.Box.X < 125 && f.Box.X + f.Box.Width > 125 && f.Box.Y < 125 && f.Box.Y + f.Box.Height > 125)
        .Where(f => BoxOverlap.OverUnion(f.Box, Nominal) >= 0.3)
        .MaxBy(f => BoxOverlap.OverUnion(f.Box, Nominal));

    private static IReadOnlyList<(string Path, LocatedFace? Face)> Locate(string detector)
    {
        using var locator = Open(detector);
        return [.. Photos().Select(p => (p, Central(locator.Locate(ImageCodec.Load(p), p))))];
    }
}
