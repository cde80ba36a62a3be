namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>
/// Decides 1:1 by logistic regression over <see cref="PairFeatures"/>: p = σ(w·x + c) is the probability that two
/// encodings are of the same person, on pairs as frequent as in its training.
/// </summary>
/// <param name="Name">For answers and reports.</param>
/// <param name="ModelVersion">The encoder's; encodings of another are never compared.</param>
/// <param name="Weights">One for each feature, on the features as they are.</param>
/// <param name="Threshold">Same where p ≥ this, between 0 and 1.</param>
/// <param name="Regularisation">λ that it was fitted with.</param>
/// <param name="TrainingPairs">Pairs that it was fitted on.</param>
public sealed record VerificationHead(
    string Name,
    HeadKind Kind,
    string ModelVersion,
    IReadOnlyList<double> Weights,
    double Bias,
    double Threshold,
    double Regularisation,
    int TrainingPairs)
{
    /// <summary>p, between 0 and 1.</summary>
    public double Probability(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<double> features = stackalloc double[PairFeatures.Count(Kind)];
        PairFeatures.Write(Kind, a, b, features);
        return LogisticProblem.Sigmoid(Score(Weights, Bias, features));
    }

    /// <summary>p ≥ <see cref="Threshold"/>.</summary>
    public bool IsSame(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Probability(a, b) >= Threshold;

    /// <summary>Why these numbers make no head, or null.</summary>
    public string? WhyNot() => this switch
    {
        _ when !Enum.IsDefined(Kind) => $"has the unknown kind {(int)Kind}",
        _ when Weights.Count != PairFeatures.Count(Kind) => $"has {Weights.Count} weights, {Kind} needs {PairFeatures.Count(Kind)}",
        _ when !double.IsFinite(Bias) || !Weights.All(double.IsFinite) => "has a weight that is not finite",
        _ when !(Threshold is > 0 and < 1) => "has a threshold that is no probability",
        _ => null,
    };

    internal static double Score(IReadOnlyList<double> weights, double bias, ReadOnlySpan<double> features)
    {
        var z = bias;
        for (var i = 0; i < features.Length; i++)
        {
            z += weights[i] * features[i];
        }

        return z;
    }
}
