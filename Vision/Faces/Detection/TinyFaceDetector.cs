using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Detection;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>
/// The YOLO detector that face-api.js publishes: fast, detects faces from about 1/15 of the input side, and gives no landmarks.
/// Safe for concurrent calls.
/// </summary>
public sealed class TinyFaceDetector : IFaceDetector
{
    /// <summary>Name of the weight file, and of this detector in results.</summary>
    public const string WeightsName = "tiny-face-detector";

    /// <summary>Maximum number of boxes in non-maximum suppression; an image full of faces has a few hundred.</summary>
    private const int MostBoxes = 4096;

    /// <summary>A box with this share of its area inside a box of higher score is a duplicate of the same face.</summary>
    private const double MaxInside = 0.7;

    private readonly TinyFaceDetectorOptions _options;
    private readonly TinyYoloNetwork _network;
    private readonly InferenceGate _gate;

    private TinyFaceDetector(TinyYoloNetwork network, TinyFaceDetectorOptions options)
    {
        _network = network;
        _options = options;
        _gate = new InferenceGate(this, network.Dispose);
    }

    /// <inheritdoc/>
    public string Name => WeightsName;

    /// <summary>Loads the network.</summary>
    /// <param name="path">A safetensors file with the network's weights.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">
    /// The file is unreadable or holds another network, or the device does not exist.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static TinyFaceDetector Load(string path, TinyFaceDetectorOptions? options = null, string device = "cpu")
    {
        options ??= new TinyFaceDetectorOptions();
        options.Validate();
        return new TinyFaceDetector(NetworkFile.Load(path, device, TinyYoloNetwork.Load), options);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public IReadOnlyList<DetectedFace> Detect(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return _gate.Use(() => DetectCore(image));
    }

    public void Dispose() => _gate.Close();

    private IReadOnlyList<DetectedFace> DetectCore(RgbImage image)
    {
        var pyramid = new PhotoPyramid(image);
        var longest = Math.Max(image.Width, image.Height);
        var found = new List<(FaceBox Box, double Score)>();
        for (var i = 0; i < _options.Sides.Count && (i == 0 || longest > _options.Sides[i - 1]); i++)
        {
            // Further passes do not enlarge the photo, which would add no detail.
            found.AddRange(DetectAtScale(pyramid, i == 0 ? _options.Sides[0] : Math.Min(_options.Sides[i], longest)));
        }

        found = Suppress(found, _options.MaxOverlap, BoxOverlap.OverUnion);
        return [.. Suppress(found, MaxInside, BoxOverlap.OverSmaller).Select(f => new DetectedFace(f.Box, f.Score))];
    }

    /// <summary>
    /// Runs the network once on the photo scaled to a longest side of <paramref name="side"/> and padded with black at the right
    /// and bottom.
    /// </summary>
    private IEnumerable<(FaceBox Box, double Score)> DetectAtScale(PhotoPyramid pyramid, int side)
    {
        var scale = (double)side / Math.Max(pyramid.Photo.Width, pyramid.Photo.Height);
        var width = Math.Max(1, (int)Math.Round(pyramid.Photo.Width * scale));
        var height = Math.Max(1, (int)Math.Round(pyramid.Photo.Height * scale));
        var (resized, factorX, factorY) = pyramid.Resized(width, height);
        var (columns, rows) = (Cells(width), Cells(height));
        var pixels = new float[rows * columns * TinyYoloNetwork.Cell * TinyYoloNetwork.Cell * 3];
        TinyYoloNetwork.Input.Write(resized, pixels, columns * TinyYoloNetwork.Cell, rows * TinyYoloNetwork.Cell);
        var grid = _network.Forward(pixels, columns * TinyYoloNetwork.Cell, rows * TinyYoloNetwork.Cell);
        return YoloBoxes.Decode(grid, rows, columns, _options.MinScore)
            .Select(f => (new FaceBox(f.Box.X * factorX, f.Box.Y * factorY, f.Box.Width * factorX, f.Box.Height * factorY), f.Score));
    }

    private static int Cells(int pixels) => (pixels + TinyYoloNetwork.Cell - 1) / TinyYoloNetwork.Cell;

    private static List<(FaceBox Box, double Score)> Suppress(
        List<(FaceBox Box, double Score)> faces, double threshold, Func<FaceBox, FaceBox, double> overlap) =>
        [.. NonMaxSuppression.Keep([.. faces.Select(f => f.Box)],
            [.. faces.Select(f => f.Score)], threshold, overlap, MostBoxes).Select(i => faces[i])];
}
