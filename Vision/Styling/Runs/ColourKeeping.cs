namespace FaceGrid.Vision.Styling.Runs;

/// <summary>How the content's colours are kept (Gatys et al. 2016, "Preserving Color in Neural Artistic Style Transfer").</summary>
public enum ColourKeeping
{
    /// <summary>The style brings its own colours.</summary>
    None,

    /// <summary>The result lends its luma, the content its chroma (BT.601).</summary>
    Luminance,

    /// <summary>Before the run the style's histogram of each channel is made the content's.</summary>
    Histogram,

    /// <summary>Before the run mean and covariance of the style's colours are made the content's.</summary>
    Moments,
}
