using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>
/// The View-2 protocol for heads: for each fold a head is fitted on all the others (weights, λ and threshold) and asked
/// about this one. No number of it has seen the fold that it is tested on.
/// </summary>
public static class HeadViewTwo
{
    /// <returns>Accuracies of the folds; the thresholds are probabilities.</returns>
    /// <exception cref="ArgumentException">A photo of the pairs has no encoding.</exception>
    public static ViewTwoResult Evaluate(
        PairsFile pairs, IReadOnlyDictionary<string, float[]> encodings, HeadKind kind, string modelVersion, CancellationToken cancellationToken = default)
    {
        var labelled = Labelled(pairs, encodings);
        var accuracies = new double[pairs.Folds];
        var thresholds = new double[pairs.Folds];
        Parallel.For(0, pairs.Folds, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            var (training, test) = Split(labelled, fold);
            var head = HeadTraining.Fit(kind.ToString(), kind, modelVersion, training, regularisation: null, cancellationToken);
            accuracies[fold] = test.Count(p => head.IsSame(p.First, p.Second) == p.Same) / (double)test.Count;
            thresholds[fold] = head.Threshold;
        });

        var mean = accuracies.Average();
        var std = Math.Sqrt(accuracies.Average(a => (a - mean) * (a - mean)));
        return new ViewTwoResult(mean, std, thresholds.Average(), labelled.Count, accuracies, thresholds);
    }

    /// <summary>The pairs with their encodings, grouped by fold.</summary>
    /// <exception cref="ArgumentException">A photo of the pairs has no encoding.</exception>
    public static IReadOnlyList<LabelledPair> Labelled(PairsFile pairs, IReadOnlyDictionary<string, float[]> encodings)
    {
        float[] Of(string photo) => encodings.TryGetValue(photo, out var encoding)
            ? encoding
            : throw new ArgumentException($"no encoding of '{photo}'", nameof(encodings));

        return [.. pairs.Pairs.Select(p => new LabelledPair(Of(p.First), Of(p.Second), p.Same, p.Fold))];
    }

    /// <summary>The pairs of all other folds, and those of this one.</summary>
    internal static (IReadOnlyList<LabelledPair> Training, IReadOnlyList<LabelledPair> Test) Split(IReadOnlyList<LabelledPair> pairs, int fold) =>
        ([.. pairs.Where(p => p.Group != fold)], [.. pairs.Where(p => p.Group == fold)]);
}
