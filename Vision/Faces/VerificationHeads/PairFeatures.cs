namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>The features of two encodings. All are symmetric: exchanging the encodings changes no bit.</summary>
/// <remarks>
/// The weighted χ² of DeepFace (Taigman et al. 2014, section 4.2) is (aᵢ − bᵢ)² / (aᵢ + bᵢ) on rectified, hence
/// non-negative features. The encodings here are signed, so the denominator is |aᵢ| + |bᵢ| + ε, which is equivalent on
/// non-negative features. The fraction is bounded by |aᵢ| + |bᵢ|; ε makes it 0 where both are 0.
/// <para>
/// A linear function of [a, b] depends on the order, so [a, b] is averaged with [b, a], which gives (a + b) / 2 in both halves. A
/// linear function of these features cannot measure similarity; the form is included for comparison.
/// </para>
/// </remarks>
public static class PairFeatures
{
    /// <summary>ε of <see cref="HeadKind.ChiSquare"/>.</summary>
    public const double Epsilon = 1e-6;

    /// <summary>Number of features of a kind.</summary>
    public static int Count(HeadKind kind) => kind switch
    {
        HeadKind.Distance => 1,
        HeadKind.Absolute or HeadKind.Squared or HeadKind.ChiSquare => FaceEncoding.Dimension,
        HeadKind.Concatenation => 2 * FaceEncoding.Dimension,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Writes the <see cref="Count"/> features of two encodings.</summary>
    /// <exception cref="ArgumentException">Encodings of another length than <see cref="FaceEncoding.Dimension"/>.</exception>
    public static void Write(HeadKind kind, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<double> features)
    {
        if (a.Length != FaceEncoding.Dimension || b.Length != FaceEncoding.Dimension)
        {
            throw new ArgumentException($"encodings of {a.Length} and {b.Length} floats, {FaceEncoding.Dimension} were expected");
        }

        if (kind == HeadKind.Distance)
        {
            features[0] = FaceEncoding.SquaredDistance(a, b);
            return;
        }

        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            switch (kind)
            {
                case HeadKind.Absolute:
                    features[i] = Math.Abs(difference);
                    break;
                case HeadKind.Squared:
                    features[i] = difference * difference;
                    break;
                case HeadKind.ChiSquare:
                    features[i] = difference * difference / (Math.Abs((double)a[i]) + Math.Abs((double)b[i]) + Epsilon);
                    break;
                default:
                    features[i] = features[i + a.Length] = ((double)a[i] + b[i]) / 2;
                    break;
            }
        }
    }
}
