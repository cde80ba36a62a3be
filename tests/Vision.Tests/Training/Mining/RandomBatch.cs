using FaceGrid.Vision.Training.Mining;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Mining;

/// <summary>Random unit encodings of some people with as many photos each; photo i of the batch is photo 10 i of the set.</summary>
internal sealed class RandomBatch
{
    private const int Dimension = 4;

    public RandomBatch(int people, int photos, int seed)
    {
        Count = people * photos;
        People = [.. Enumerable.Range(0, Count).Select(i => (long)(i / photos))];
        Photos = [.. Enumerable.Range(0, Count).Select(i => 10L * i)];
        using var encodings = nn.functional.normalize(tensor(Encodings(Count, Dimension, seed), [Count, Dimension]));
        Distances = BatchDistances.Of(encodings);
    }

    public int Count { get; }

    public long[] People { get; }

    public long[] Photos { get; }

    public BatchDistances Distances { get; }

    public static float[] Encodings(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * dimension).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    /// <summary>Squared distances of points on a line.</summary>
    public static BatchDistances OnALine(params double[] places) =>
        new([.. places.SelectMany(a => places.Select(b => (float)((a - b) * (a - b))))], places.Length);
}
