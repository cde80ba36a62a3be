using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Verification on people who are not trained on: as many pairs of the same person as of two people, chosen once from the seed.
/// </summary>
internal sealed class HeldOutPairs
{
    /// <summary>More photos would hardly change the result and would take time from training.</summary>
    private const int MostPhotos = 600;

    private const int MostPairs = 4000;

    private readonly PhotoReference[] _photos;
    private readonly RgbImage[] _faces;
    private readonly (int A, int B)[] _pairs;
    private readonly bool[] _same;

    /// <param name="photos">Source of the photos.</param>
    /// <param name="people">Numbers of two or more people, with two photos or more each.</param>
    /// <param name="seed">Of the choice of photos and pairs.</param>
    public HeldOutPairs(ITrainingPhotos photos, IReadOnlyList<int> people, int seed)
    {
        var random = CounterRandom.For(seed, CounterRandom.HeldOut, 1);
        var each = Math.Max(2, MostPhotos / people.Count);
        _photos = [.. people.SelectMany(p =>
        {
            var order = Enumerable.Range(0, photos.PhotosOf(p)).ToArray();
            random.Shuffle(order);
            return order.Take(each).Select(i => new PhotoReference(p, i));
        })];
        _faces = [.. _photos.Select(p => photos.Photo(p.Person, p.Photo))];
        var genuine = new List<(int A, int B)>();
        for (var a = 0; a < _photos.Length; a++)
        {
            for (var b = a + 1; b < _photos.Length && _photos[b].Person == _photos[a].Person; b++)
            {
                genuine.Add((a, b));
            }
        }

        var chosen = genuine.ToArray();
        random.Shuffle(chosen);
        chosen = chosen[..Math.Min(chosen.Length, MostPairs)];
        var impostor = chosen.Select(_ => Impostor(random)).ToArray();
        _pairs = [.. chosen, .. impostor];
        _same = [.. chosen.Select(_ => true), .. impostor.Select(_ => false)];
    }

    /// <param name="encode">Maps faces to encodings of 128 floats with L2 norm 1.</param>
    /// <param name="teacher">The teacher's encodings; null without a teacher.</param>
    public HeldOutScore Evaluate(Func<IReadOnlyList<RgbImage>, float[][]> encode, TeacherEncodings? teacher)
    {
        var encodings = encode(_faces);
        var distances = _pairs.Select(p => (double)FaceEncoding.SquaredDistance(encodings[p.A], encodings[p.B])).ToArray();
        if (distances.Any(d => !double.IsFinite(d)))
        {
            return new HeldOutScore(0, 0, double.NaN);
        }

        var best = BestThreshold.Find(distances, _same);

        // The cosine of unit vectors is 1 − d/2.
        double? agreement = teacher is null
            ? null
            : _photos.Select((p, i) => 1 - (Squared(encodings[i], teacher.Of(p, mirrored: false)) / 2)).Average();
        return new HeldOutScore(best.Correct / (double)_pairs.Length, best.Threshold, agreement);
    }

    private static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var d = (double)a[i] - b[i];
            sum += d * d;
        }

        return sum;
    }

    private (int A, int B) Impostor(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(_photos.Length), random.Next(_photos.Length));
            if (_photos[a].Person != _photos[b].Person)
            {
                return (a, b);
            }
        }
    }
}
