namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>What a verification head looks at in two encodings a and b (<see cref="PairFeatures"/>).</summary>
public enum HeadKind
{
    /// <summary>d = ‖a − b‖²: one number, so the head only turns the plain threshold into a probability.</summary>
    Distance,

    /// <summary>|aᵢ − bᵢ| for every i.</summary>
    Absolute,

    /// <summary>(aᵢ − bᵢ)² for every i: d with a weight of its own for each dimension.</summary>
    Squared,

    /// <summary>(aᵢ − bᵢ)² / (|aᵢ| + |bᵢ| + ε) for every i.</summary>
    ChiSquare,

    /// <summary>[a, b], averaged with [b, a].</summary>
    Concatenation,
}
