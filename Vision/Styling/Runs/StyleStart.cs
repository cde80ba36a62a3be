namespace FaceGrid.Vision.Styling.Runs;

/// <summary>What the generated image is before the first step.</summary>
public enum StyleStart
{
    Noise,

    /// <summary>The content image.</summary>
    Content,

    /// <summary>(1 − ratio) · content + ratio · noise.</summary>
    ContentAndNoise,

    /// <summary>An image of one's own.</summary>
    Image,
}
