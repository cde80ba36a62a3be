namespace FaceGrid.Vision.Synthetic;

/// <summary>Shape of a synthetic person's glasses.</summary>
public enum GlassesStyle
{
    /// <summary>No glasses.</summary>
    None,

    /// <summary>Circular lenses.</summary>
    Round,

    /// <summary>Elliptical lenses.</summary>
    Oval,

    /// <summary>Rectangular lenses with rounded corners.</summary>
    Rectangular,
}
