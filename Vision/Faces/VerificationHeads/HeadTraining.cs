using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>Fits verification heads. Every number comes from the pairs that are given, and from nothing else.</summary>
public static class HeadTraining
{
    /// <summary>λ where there are too few groups to choose one.</summary>
    public const double DefaultRegularisation = 0.01;

    private const int InnerFolds = 3;

    /// <summary>λ on standardised features.</summary>
    private static readonly double[] Candidates = [1, 0.1, 0.01, 0.001];

    /// <summary>
    /// Standardises the features, chooses λ by cross-validation over groups (three inner folds, mean log loss), fits on
    /// all pairs, and takes as decision threshold the probability that is most accurate on them.
    /// </summary>
    /// <param name="modelVersion">Of the encodings: the head decides over no others.</param>
    /// <param name="regularisation">λ, or null to choose it.</param>
    /// <exception cref="ArgumentException">Only pairs of one kind.</exception>
    public static VerificationHead Fit(
        string name, HeadKind kind, string modelVersion, IReadOnlyList<LabelledPair> pairs, double? regularisation = null, CancellationToken cancellationToken = default)
    {
        var count = PairFeatures.Count(kind);
        var features = new double[pairs.Count * count];
        for (var i = 0; i < pairs.Count; i++)
        {
            PairFeatures.Write(kind, pairs[i].First, pairs[i].Second, features.AsSpan(i * count, count));
        }

        var same = pairs.Select(p => p.Same).ToArray();
        var lambda = regularisation ?? Choose(features, count, pairs, same, cancellationToken);
        var (weights, bias) = Fit(features, count, same, lambda);
        var untuned = new VerificationHead(name, kind, modelVersion, weights, bias, 0.5, lambda, pairs.Count);

        // "Same" is 1 − p < τ, in the words of distances.
        var best = BestThreshold.Find([.. pairs.Select(p => 1 - untuned.Probability(p.First, p.Second))], same);
        return untuned with { Threshold = Math.Clamp(1 - best.Threshold, 1e-9, 1 - 1e-9) };
    }

    private static double Choose(double[] features, int count, IReadOnlyList<LabelledPair> pairs, bool[] same, CancellationToken cancellationToken)
    {
        var groups = pairs.Select(p => p.Group).Distinct().Order().ToArray();
        if (groups.Length < InnerFolds)
        {
            return DefaultRegularisation;
        }

        var inner = pairs.Select(p => Array.IndexOf(groups, p.Group) % InnerFolds).ToArray();
        var best = (Lambda: DefaultRegularisation, Loss: double.PositiveInfinity);
        foreach (var lambda in Candidates)
        {
            double loss = 0;
            for (var fold = 0; fold < InnerFolds; fold++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var train = Enumerable.Range(0, pairs.Count).Where(i => inner[i] != fold).ToArray();
                if (train.Select(i => same[i]).Distinct().Count() < 2)
                {
                    return DefaultRegularisation;
                }

                var rows = new double[train.Length * count];
                for (var i = 0; i < train.Length; i++)
                {
                    features.AsSpan(train[i] * count, count).CopyTo(rows.AsSpan(i * count));
                }

                var (weights, bias) = Fit(rows, count, [.. train.Select(i => same[i])], lambda);
                for (var i = 0; i < pairs.Count; i++)
                {
                    if (inner[i] == fold)
                    {
                        var z = VerificationHead.Score(weights, bias, features.AsSpan(i * count, count));
                        loss += LogisticProblem.Softplus(same[i] ? -z : z);
                    }
                }
            }

            best = loss < best.Loss ? (lambda, loss) : best;
        }

        return best.Lambda;
    }

    /// <summary>Fits on standardised features and gives weights for the features as they are.</summary>
    private static (double[] Weights, double Bias) Fit(double[] features, int count, bool[] same, double lambda)
    {
        var mean = new double[count];
        var deviation = new double[count];
        var rows = same.Length;
        for (var i = 0; i < features.Length; i++)
        {
            mean[i % count] += features[i] / rows;
        }

        for (var i = 0; i < features.Length; i++)
        {
            var off = features[i] - mean[i % count];
            deviation[i % count] += off * off / rows;
        }

        for (var j = 0; j < count; j++)
        {
            // A feature that never changes says nothing and gets the weight 0.
            deviation[j] = Math.Sqrt(deviation[j]) is > 1e-12 and var some ? some : double.PositiveInfinity;
        }

        var standard = new double[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            standard[i] = (features[i] - mean[i % count]) / deviation[i % count];
        }

        var fitted = LogisticRegression.Fit(new LogisticProblem(standard, same, count, lambda));
        var weights = new double[count];
        var bias = fitted[count];
        for (var j = 0; j < count; j++)
        {
            weights[j] = fitted[j] / deviation[j];
            bias -= weights[j] * mean[j];
        }

        return (weights, bias);
    }
}
