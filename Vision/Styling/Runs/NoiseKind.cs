namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Distribution of noise about the mean colour.</summary>
public enum NoiseKind
{
    /// <summary>Normal; the amplitude is the standard deviation.</summary>
    Normal,

    /// <summary>Uniform; the amplitude is the largest deviation.</summary>
    Uniform,
}
