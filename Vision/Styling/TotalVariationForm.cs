namespace FaceGrid.Vision.Styling;

/// <summary>How the differences d between neighbouring pixels are added.</summary>
public enum TotalVariationForm
{
    /// <summary>Σ|d| (neural-style-pt, gordicaleksa).</summary>
    Absolute,

    /// <summary>Σd²/2: the gradient is that of neural-style in Lua.</summary>
    Squared,
}
