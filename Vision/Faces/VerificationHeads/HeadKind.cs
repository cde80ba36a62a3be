namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>The features of two encodings a and b that a verification head uses (<see cref="PairFeatures"/>).</summary>
public enum HeadKind
{
    /// <summary>
    /// d = ‖a − b‖²: a single feature, so the head is equivalent to a distance threshold and adds a probability.
    /// </summary>
    Distance,

    /// <summary>|aᵢ − bᵢ| for every i.</summary>
    Absolute,

    /// <summary>(aᵢ − bᵢ)² for every i: d with a separate weight for each dimension.</summary>
    Squared,

    /// <summary>(aᵢ − bᵢ)² / (|aᵢ| + |bᵢ| + ε) for every i.</summary>
    ChiSquare,

    /// <summary>[a, b], averaged with [b, a].</summary>
    Concatenation,
}
