namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>How the distances to a person's several templates are combined.</summary>
public enum TemplateFusion
{
    /// <summary>The nearest template counts. Every template is one more comparison for a stranger, and τ allows for that.</summary>
    Best,

    /// <summary>
    /// The templates' mean, normalised to length 1, counts: one comparison per person, and less noise than any one photo.
    /// </summary>
    Mean,
}
