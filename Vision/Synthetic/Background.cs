namespace FaceGrid.Vision.Synthetic;

/// <summary>The background behind the person.</summary>
public enum Background
{
    /// <summary>One colour.</summary>
    Plain,

    /// <summary>A smooth transition between two colours.</summary>
    Gradient,

    /// <summary>Soft, out-of-focus patches of colour.</summary>
    Blotches,

    /// <summary>Vertical stripes, like shelves, doors or curtains.</summary>
    Stripes,
}
