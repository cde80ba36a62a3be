namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The features of two encodings a and b that a verification head weighs.</summary>
public enum VerificationHeadKind
{
    /// <summary>‖a − b‖², one feature.</summary>
    Distance,

    /// <summary>|aᵢ − bᵢ| for every i.</summary>
    Absolute,

    /// <summary>(aᵢ − bᵢ)² for every i.</summary>
    Squared,

    /// <summary>(aᵢ − bᵢ)² / (|aᵢ| + |bᵢ| + ε) for every i.</summary>
    ChiSquare,

    /// <summary>[a, b], averaged with [b, a].</summary>
    Concatenation,
}
