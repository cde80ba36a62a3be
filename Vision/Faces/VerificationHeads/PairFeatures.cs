namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>
/// The numbers that a head is given for two encodings. All are symmetric: exchanging the two changes no bit.
/// </summary>
/// <remarks>
/// The weighted χ² of DeepFace (Taigman et al. 2014, section 4.2) is (aᵢ − bᵢ)² / (aᵢ + bᵢ) on features that a rectifier
/// has made non-negative. Encodings here have signs, so the denominator is |aᵢ| + |bᵢ| + ε, which is the same on
/// non-negative features. It cannot blow up: the fraction is at most |aᵢ| + |bᵢ|, and ε only gives 0 where both are 0.
/// <para>
/// A linear function of [a, b] depends on the order. It is made symmetric by the mean over both orders, (a + b) / 2 in
/// either half. No linear function of it can tell whether a and b are alike, which is why the other forms exist; it is
/// here to be measured.
/// </para>
/// </remarks>
public static class PairFeatures
{
    /// <summary>ε of <see cref="HeadKind.ChiSquare"/>.</summary>
    public const double Epsilon = 1e-6;

    /// <summary>How many numbers a kind has.</summary>
    public static int Count(HeadKind kind) => kind switch
    {
        HeadKind.Distance => 1,
        HeadKind.Absolute or HeadKind.Squared or HeadKind.ChiSquare => FaceEncoding.Dimension,
        HeadKind.Concatenation => 2 * FaceEncoding.Dimension,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Writes <see cref="Count"/> numbers.</summary>
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
