namespace TorchSharp;

/// <summary>How pixels between pixels are found.</summary>
public static partial class torch
{
    /// <summary>Kinds of interpolation.</summary>
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
        NearestExact = 6,
    }
}
