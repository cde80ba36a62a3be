using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Detection;

namespace FaceGrid.Vision.Faces.Alignment;

/// <summary>
/// Locates the 68 landmarks of iBUG 300-W with the networks of face-api.js: first in the square around the face's box, then again
/// in the square around the landmarks found. The second pass makes the result nearly independent of the detector's convention for
/// boxes. Safe for concurrent calls.
/// </summary>
public sealed class Landmarker68 : ILandmarker
{
    /// <summary>Name of the full network's weight file.</summary>
    public const string WeightsName = "face-landmark-68";

    /// <summary>Name of the small network's weight file.</summary>
    public const string TinyWeightsName = "face-landmark-68-tiny";

    /// <summary>Ratio of the second square's side to the extent of the landmarks.</summary>
    private const double Margin = 1.2;

    private const int Batch = 32;

    private readonly LandmarkNetwork _network;
    private readonly InferenceGate _gate;

    private Landmarker68(string name, LandmarkNetwork network)
    {
        Name = name;
        _network = network;
        _gate = new InferenceGate(this, network.Dispose);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Loads the full or the tiny network, whichever the file holds.</summary>
    /// <param name="path">A safetensors file with the weights of either network.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">
    /// The file is unreadable or holds another network, or the device does not exist.
    /// </exception>
    public static Landmarker68 Load(string path, string device = "cpu")
    {
        var network = NetworkFile.Load(path, device, LandmarkNetwork.Load);
        return new Landmarker68(network.IsTiny ? TinyWeightsName : WeightsName, network);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The landmarker was disposed.</exception>
    public IReadOnlyList<FaceLandmarks> Find(RgbImage image, IReadOnlyList<FaceBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(boxes);
        return _gate.Use(() =>
        {
            var pyramid = new PhotoPyramid(image);
            var first = FindIn(pyramid, [.. boxes.Select(b => Square(b, 1))]);
            var second = FindIn(pyramid, [.. first.Select(points => Square(Extent(points), Margin))]);
            return second.ConvertAll(points => new FaceLandmarks(points));
        });
    }

    public void Dispose() => _gate.Close();

    /// <summary>Runs the network on square parts of the photo; the points are in pixels of the photo.</summary>
    private List<ImagePoint[]> FindIn(PhotoPyramid pyramid, List<FaceBox> squares)
    {
        const int PatchFloats = LandmarkNetwork.Size * LandmarkNetwork.Size * 3;
        var all = new List<ImagePoint[]>(squares.Count);
        for (var from = 0; from < squares.Count; from += Batch)
        {
            var count = Math.Min(Batch, squares.Count - from);
            var pixels = new float[count * PatchFloats];
            var taken = new FaceBox[count];
            for (var i = 0; i < count; i++)
            {
                (var patch, taken[i]) = pyramid.Patch(squares[from + i], LandmarkNetwork.Size);
                LandmarkNetwork.Input.Write(patch, pixels.AsSpan(i * PatchFloats, PatchFloats), LandmarkNetwork.Size, LandmarkNetwork.Size);
            }

            var shares = _network.Forward(pixels, count);
            for (var i = 0; i < count; i++)
            {
                var own = shares.AsMemory(i * 2 * LandmarkNetwork.Points, 2 * LandmarkNetwork.Points);
                var square = taken[i];
                all.Add([.. Enumerable.Range(0, LandmarkNetwork.Points).Select(p =>
                    new ImagePoint(square.X + (own.Span[2 * p] * square.Width), square.Y + (own.Span[(2 * p) + 1] * square.Height)))]);
            }
        }

        return all;
    }

    private static FaceBox Extent(ImagePoint[] points)
    {
        var (left, top) = (points.Min(p => p.X), points.Min(p => p.Y));
        return new FaceBox(left, top, points.Max(p => p.X) - left, points.Max(p => p.Y) - top);
    }

    private static FaceBox Square(FaceBox box, double factor)
    {
        var side = Math.Max(box.Width, box.Height) * factor;
        return new FaceBox(box.X + ((box.Width - side) / 2), box.Y + ((box.Height - side) / 2), side, side);
    }
}
