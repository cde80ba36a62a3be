namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>How much a face must show; the limits behind the words are <c>QualityLimits</c> in Vision.</summary>
public enum QualityLevel
{
    Off,
    Standard,
    Strict,
}
