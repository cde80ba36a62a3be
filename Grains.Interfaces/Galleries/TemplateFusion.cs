namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>How a person's several templates answer as one.</summary>
public enum TemplateFusion
{
    /// <summary>The nearest template counts. Every template is one more chance for a stranger, and τ allows for that.</summary>
    Best,

    /// <summary>The templates' mean, brought back to length 1, counts: one comparison a person, and less noise than any one photo.</summary>
    Mean,
}
