namespace FaceGrid.Vision.Synthetic;

/// <summary>What is behind the person.</summary>
public enum Background
{
    Plain,

    Gradient,

    /// <summary>Soft, out-of-focus patches of colour.</summary>
    Blotches,

    /// <summary>Upright stripes, like shelves, doors or curtains.</summary>
    Stripes,
}
