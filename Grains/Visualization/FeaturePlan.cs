using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Grains.Visualization;

/// <summary>
/// How a search is divided into pieces: photos into chunks, and layers, where they have more units than one message may hold
/// the maxima of, into groups; piece = group · chunks + chunk.
/// </summary>
internal sealed class FeaturePlan
{
    /// <summary>Units whose nine maxima of 12 bytes stay below 256 KiB with room to spare.</summary>
    private const int MostUnits = 2000;

    private readonly FeatureSearchSpec _spec;
    private readonly FeatureSearchRequest _request;
    private readonly List<List<int>> _groups = [];
    private readonly int _chunks;
    private readonly string _deepest;

    public FeaturePlan(FeatureSearchSpec spec)
    {
        _spec = spec;
        _request = spec.Request!;
        _chunks = (spec.Images.Count + spec.ChunkImages - 1) / spec.ChunkImages;
        var layers = _request.Layers.Select(Parse).ToList();
        _deepest = layers.Max().Name;
        var units = MostUnits;
        for (var i = 0; i < layers.Count; i++)
        {
            units += layers[i].Channels;
            if (units > MostUnits)
            {
                _groups.Add([]);
                units = layers[i].Channels;
            }

            _groups[^1].Add(i);
        }
    }

    public int Pieces => _groups.Count * _chunks;

    /// <exception cref="Vision.BadInputException">No VGG network has such a layer.</exception>
    public static VggLayer Parse(string layer) => VggLayer.Parse(layer, VggArchitecture.Vgg19);

    /// <summary>The layers of a piece, as indices into the request's.</summary>
    public IReadOnlyList<int> Layers(int piece) => _groups[piece / _chunks];

    /// <summary>The photos of a piece.</summary>
    public int Images(int piece) => Math.Min(_spec.ChunkImages, _spec.Images.Count - (piece % _chunks * _spec.ChunkImages));

    public FeatureMapRequest Request(int piece)
    {
        var first = piece % _chunks * _spec.ChunkImages;
        return new FeatureMapRequest(
            _request.ModelVersion,
            Layers(piece).Select(l => _request.Layers[l]).ToList(),
            _deepest,
            _request.LongSidePixels,
            first,
            _spec.Images.GetRange(first, Images(piece)));
    }

    /// <summary>Photos that are done: all of them when all groups are through, and their share before.</summary>
    public int ImagesDone(FeatureSearchProgress progress) =>
        (int)(Enumerable.Range(0, Pieces).Where(p => IsDone(progress, p)).Sum(p => (long)Images(p)) / _groups.Count);

    public static bool IsDone(FeatureSearchProgress progress, int piece) =>
        progress.Done.Length > piece / 8 && (progress.Done[piece / 8] & (1 << (piece % 8))) != 0;

    /// <summary>The progress with one more piece in it; the given one stays as it is.</summary>
    /// <exception cref="InvalidDataException">The answer holds no tables of maxima.</exception>
    public FeatureSearchProgress With(FeatureSearchProgress progress, int piece, FeatureMapAnswer answer)
    {
        var done = new byte[(Pieces + 7) / 8];
        progress.Done.CopyTo(done, 0);
        done[piece / 8] |= (byte)(1 << (piece % 8));
        var maxima = Enumerable.Range(0, _request.Layers.Count).Select(l => progress.Maxima.Count > l ? progress.Maxima[l] : []).ToList();
        foreach (var (layer, found) in Layers(piece).Zip(answer.Maxima))
        {
            maxima[layer] = maxima[layer].Length == 0 ? found : Merge(maxima[layer], found);
        }

        return new FeatureSearchProgress
        {
            Done = done,
            Maxima = maxima,
            Skipped = [.. progress.Skipped.UnionBy(answer.Skipped, s => s.Image).OrderBy(s => s.Image)],
        };
    }

    private static byte[] Merge(byte[] a, byte[] b) =>
        Vision.Visualization.UnitMaxima.Merge(
            Vision.Visualization.UnitMaxima.FromBytes(a), Vision.Visualization.UnitMaxima.FromBytes(b)).ToBytes();
}
