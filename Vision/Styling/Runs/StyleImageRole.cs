namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The role of an image in a run. A provenance file writes the names in lower case: <c>content</c>.</summary>
public enum StyleImageRole
{
    /// <summary>The content image C.</summary>
    Content,

    /// <summary>A style image S.</summary>
    Style,

    /// <summary>Where a style image applies.</summary>
    Mask,

    /// <summary>The start image, for <see cref="StyleStart.Image"/>.</summary>
    Start,
}
