using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// Open-set identification by exhaustive search in double precision, for experiments with a few thousand people: one template for
/// each enrolled person, probes of enrolled people and of people who are not enrolled.
/// </summary>
public sealed class OpenSet
{
    private readonly double[] _mated;
    private readonly bool[] _right;
    private readonly double[] _strangers;
    private readonly int _enrolled;

    /// <summary>Computes the distance of every probe to the gallery.</summary>
    /// <param name="gallery">K encodings, one per person.</param>
    /// <param name="mated">Probes of enrolled people: the gallery index of the person, and the encoding.</param>
    /// <param name="strangers">Probes of people who are not enrolled (non-mated probes).</param>
    public OpenSet(IReadOnlyList<float[]> gallery, IReadOnlyList<(int Person, float[] Encoding)> mated, IReadOnlyList<float[]> strangers)
    {
        if (gallery.Count == 0)
        {
            throw new ArgumentException("an empty gallery", nameof(gallery));
        }

        _enrolled = gallery.Count;
        _mated = new double[mated.Count];
        _right = new bool[mated.Count];
        _strangers = new double[strangers.Count];
        Parallel.For(0, mated.Count, i =>
        {
            (var person, _mated[i]) = Nearest(gallery, mated[i].Encoding);
            _right[i] = person == mated[i].Person;
        });
        Parallel.For(0, strangers.Count, i => _strangers[i] = Nearest(gallery, strangers[i]).Distance);
    }

    /// <summary>The error rates at one threshold.</summary>
    public OpenSetResult At(double threshold)
    {
        var found = 0;
        for (var i = 0; i < _mated.Length; i++)
        {
            found += _right[i] && _mated[i] < threshold ? 1 : 0;
        }

        return new OpenSetResult(
            _enrolled,
            _mated.Length,
            _strangers.Length,
            Share(_right.Count(r => r), _mated.Length),
            1 - Share(found, _mated.Length),
            Share(_strangers.Count(d => d < threshold), _strangers.Length),
            threshold);
    }

    /// <summary>
    /// The error rates at the largest threshold whose FPIR on the non-mated probes does not exceed <paramref name="fpir"/>.
    /// </summary>
    public OpenSetResult AtFpir(double fpir) => At(ErrorRates.ThresholdForFmr(_strangers, fpir));

    private static double Share(int part, int whole) => whole == 0 ? 0 : part / (double)whole;

    private static (int Person, double Distance) Nearest(IReadOnlyList<float[]> gallery, float[] probe)
    {
        var (best, distance) = (-1, double.PositiveInfinity);
        for (var i = 0; i < gallery.Count; i++)
        {
            var d = FaceEncoding.SquaredDistance(gallery[i], probe);
            if (d < distance)
            {
                (best, distance) = (i, d);
            }
        }

        return (best, distance);
    }
}
