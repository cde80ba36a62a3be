namespace FaceGrid.Vision.Styling.Runs;

/// <summary>How noise is distributed about the mean colour.</summary>
public enum NoiseKind
{
    /// <summary>Its amplitude is the standard deviation.</summary>
    Normal,

    /// <summary>Its amplitude is the largest deviation.</summary>
    Uniform,
}
