namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>Required quality of a face; the limits of each level are in <c>QualityLimits</c> in Vision.</summary>
public enum QualityLevel
{
    Off,
    Standard,
    Strict,
}
