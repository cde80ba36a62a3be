using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// The LFW View-2 protocol (Huang et al. 2007): each fold is classified with the threshold that is most accurate on all other folds
/// (<see cref="BestThreshold"/>); the result is the mean and standard deviation over the folds.
/// </summary>
public static class ViewTwo
{
    /// <summary>Evaluates encodings.</summary>
    /// <exception cref="ArgumentException">A photo of the pairs has no encoding.</exception>
    public static ViewTwoResult Evaluate(PairsFile pairs, IReadOnlyDictionary<string, float[]> encodings)
    {
        float[] Of(string photo) => encodings.TryGetValue(photo, out var encoding)
            ? encoding
            : throw new ArgumentException($"no encoding of '{photo}'", nameof(encodings));

        return Evaluate(pairs.Pairs, [.. pairs.Pairs.Select(p => FaceEncoding.SquaredDistance(Of(p.First), Of(p.Second)))]);
    }

    /// <summary>Evaluates distances.</summary>
    /// <param name="pairs">Pairs of at least two folds, numbered from 0 without gaps.</param>
    /// <param name="distances">Squared L2 distances, one for each pair.</param>
    public static ViewTwoResult Evaluate(IReadOnlyList<FacePair> pairs, IReadOnlyList<double> distances)
    {
        if (pairs.Count != distances.Count)
        {
            throw new ArgumentException($"{pairs.Count} pairs and {distances.Count} distances");
        }

        var folds = pairs.Select(p => p.Fold).Distinct().Order().ToArray();
        if (folds.Length < 2)
        {
            throw new ArgumentException($"{folds.Length} folds, at least 2 are needed", nameof(pairs));
        }

        var accuracies = new double[folds.Length];
        var thresholds = new double[folds.Length];
        for (var f = 0; f < folds.Length; f++)
        {
            var others = Enumerable.Range(0, pairs.Count).Where(i => pairs[i].Fold != folds[f]).ToArray();
            thresholds[f] = BestThreshold.Find(
                others.Select(i => distances[i]).ToArray(), others.Select(i => pairs[i].Same).ToArray()).Threshold;

            var own = Enumerable.Range(0, pairs.Count).Where(i => pairs[i].Fold == folds[f]).ToArray();
            accuracies[f] = own.Count(i => distances[i] < thresholds[f] == pairs[i].Same) / (double)own.Length;
        }

        var mean = accuracies.Average();
        var std = Math.Sqrt(accuracies.Average(a => (a - mean) * (a - mean)));
        return new ViewTwoResult(mean, std, thresholds.Average(), pairs.Count, accuracies, thresholds);
    }
}
