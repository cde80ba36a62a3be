using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Detection;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>
/// The grid detector of the YOLO family that face-api.js publishes: fast, finds faces from about 1/15 of the side it looks
/// with, and no landmarks. Safe for concurrent calls.
/// </summary>
public sealed class TinyFaceDetector : IFaceDetector
{
    /// <summary>Name of the weight file, and of this detector in answers.</summary>
    public const string WeightsName = "tiny-face-detector";

    /// <summary>Boxes that are compared with each other at most; a picture full of faces has a few hundred.</summary>
    private const int MostBoxes = 4096;

    /// <summary>A box of which this much lies in a surer one is a second look at the same face.</summary>
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

    /// <param name="path">A safetensors file with the network's weights.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">Unreadable, weights of another network, or no such device.</exception>
    /// <exception cref="ArgumentException">An option that makes no sense.</exception>
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
            // A further look does not enlarge the photo: that would show no more.
            found.AddRange(Look(pyramid, i == 0 ? _options.Sides[0] : Math.Min(_options.Sides[i], longest)));
        }

        found = Suppress(found, _options.MaxOverlap, BoxOverlap.OverUnion);
        return [.. Suppress(found, MaxInside, BoxOverlap.OverSmaller).Select(f => new DetectedFace(f.Box, f.Score))];
    }

    /// <summary>Looks once, the photo's longest side reduced or enlarged to <paramref name="side"/>, black to the right and below.</summary>
    private IEnumerable<(FaceBox Box, double Score)> Look(PhotoPyramid pyramid, int side)
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
        [.. NonMaxSuppression.Keep([.. faces.Select(f => f.Box)], [.. faces.Select(f => f.Score)], threshold, overlap, MostBoxes).Select(i => faces[i])];
}
