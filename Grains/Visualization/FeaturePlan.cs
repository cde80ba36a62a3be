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

    private readonly FeatureSearchSpec spec;
    private readonly FeatureSearchRequest request;
    private readonly List<List<int>> groups = [];
    private readonly int chunks;
    private readonly string deepest;

    public FeaturePlan(FeatureSearchSpec spec)
    {
        this.spec = spec;
        request = spec.Request!;
        chunks = (spec.Images.Count + spec.ChunkImages - 1) / spec.ChunkImages;
        var layers = request.Layers.Select(Parse).ToList();
        deepest = layers.Max().Name;
        var units = MostUnits;
        for (var i = 0; i < layers.Count; i++)
        {
            units += layers[i].Channels;
            if (units > MostUnits)
            {
                groups.Add([]);
                units = layers[i].Channels;
            }

            groups[^1].Add(i);
        }
    }

    public int Pieces => groups.Count * chunks;

    /// <exception cref="Vision.BadInputException">No VGG network has such a layer.</exception>
    public static VggLayer Parse(string layer) => VggLayer.Parse(layer, VggArchitecture.Vgg19);

    /// <summary>The layers of a piece, as indices into the request's.</summary>
    public IReadOnlyList<int> Layers(int piece) => groups[piece / chunks];

    /// <summary>The photos of a piece.</summary>
    public int Images(int piece) => Math.Min(spec.ChunkImages, spec.Images.Count - (piece % chunks * spec.ChunkImages));

    public FeatureMapRequest Request(int piece)
    {
        var first = piece % chunks * spec.ChunkImages;
        return new FeatureMapRequest(
            request.ModelVersion, Layers(piece).Select(l => request.Layers[l]).ToList(), deepest, request.LongSidePixels, first, spec.Images.GetRange(first, Images(piece)));
    }

    /// <summary>Photos that are done: all of them when all groups are through, and their share before.</summary>
    public int ImagesDone(FeatureSearchProgress progress) =>
        (int)(Enumerable.Range(0, Pieces).Where(p => IsDone(progress, p)).Sum(p => (long)Images(p)) / groups.Count);

    public static bool IsDone(FeatureSearchProgress progress, int piece) =>
        progress.Done.Length > piece / 8 && (progress.Done[piece / 8] & (1 << (piece % 8))) != 0;

    /// <summary>The progress with one more piece in it; the given one stays as it is.</summary>
    /// <exception cref="InvalidDataException">The answer holds no tables of maxima.</exception>
    public FeatureSearchProgress With(FeatureSearchProgress progress, int piece, FeatureMapAnswer answer)
    {
        var done = new byte[(Pieces + 7) / 8];
        progress.Done.CopyTo(done, 0);
        done[piece / 8] |= (byte)(1 << (piece % 8));
        var maxima = Enumerable.Range(0, request.Layers.Count).Select(l => progress.Maxima.Count > l ? progress.Maxima[l] : []).ToList();
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
        Vision.Visualization.UnitMaxima.Merge(Vision.Visualization.UnitMaxima.FromBytes(a), Vision.Visualization.UnitMaxima.FromBytes(b)).ToBytes();
}
