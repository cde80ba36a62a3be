namespace FaceGrid.Vision.Styling.Runs;

/// <summary>
/// How the colours of the content image are preserved (Gatys et al. 2016, "Preserving Color in Neural Artistic Style Transfer").
/// </summary>
public enum ColourKeeping
{
    /// <summary>Not at all: the picture takes the colours of the style.</summary>
    None,

    /// <summary>The picture combines the luma of the generated image with the chroma of the content image (BT.601).</summary>
    Luminance,

    /// <summary>Before the run, the histogram of each channel of the style image is matched to that of the content image.</summary>
    Histogram,

    /// <summary>Before the run, mean and covariance of the style image's colours are matched to those of the content image.</summary>
    Moments,
}
