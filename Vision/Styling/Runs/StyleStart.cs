namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The generated image before the first step.</summary>
public enum StyleStart
{
    /// <summary>Noise about ImageNet's mean colour.</summary>
    Noise,

    /// <summary>The content image.</summary>
    Content,

    /// <summary>(1 − ratio) · content + ratio · noise.</summary>
    ContentAndNoise,

    /// <summary>A given image (<see cref="StyleImages.Start"/>).</summary>
    Image,
}
