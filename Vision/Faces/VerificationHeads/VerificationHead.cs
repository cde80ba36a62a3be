namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>
/// Decides 1:1 by logistic regression over <see cref="PairFeatures"/>: p = σ(w·x + c) is the probability that two encodings are
/// of the same person, assuming the share of genuine pairs of the training data.
/// </summary>
/// <param name="Name">Name in results and reports.</param>
/// <param name="ModelVersion">Model version of the encoder; encodings of other versions are never compared.</param>
/// <param name="Weights">One weight for each raw feature.</param>
/// <param name="Threshold">A pair is the same person if p is at least this value, between 0 and 1.</param>
/// <param name="Regularisation">λ of the fit.</param>
/// <param name="TrainingPairs">Number of pairs that the head was fitted on.</param>
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
    /// <summary>The probability p that two encodings are of the same person, between 0 and 1.</summary>
    public double Probability(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<double> features = stackalloc double[PairFeatures.Count(Kind)];
        PairFeatures.Write(Kind, a, b, features);
        return LogisticProblem.Sigmoid(Score(Weights, Bias, features));
    }

    /// <summary>Whether p is at least <see cref="Threshold"/>.</summary>
    public bool IsSame(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => Probability(a, b) >= Threshold;

    /// <summary>Why the parameters are invalid, or null where they are valid.</summary>
    public string? ValidationError() => this switch
    {
        _ when !Enum.IsDefined(Kind) => $"has the unknown kind {(int)Kind}",
        _ when Weights.Count != PairFeatures.Count(Kind) => $"has {Weights.Count} weights, {Kind} needs {PairFeatures.Count(Kind)}",
        _ when !double.IsFinite(Bias) || !Weights.All(double.IsFinite) => "has a weight that is not finite",
        _ when !(Threshold is > 0 and < 1) => "has a threshold that is not a probability",
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
