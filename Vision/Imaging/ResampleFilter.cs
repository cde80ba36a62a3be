namespace FaceGrid.Vision.Imaging;

/// <summary>Reconstruction filters of <see cref="ImageOps.Resize"/>.</summary>
public enum ResampleFilter
{
    /// <summary>The mean over the area; the nearest pixel when enlarging.</summary>
    Box,

    /// <summary>A triangle of radius 1: bilinear when enlarging.</summary>
    Triangle,

    /// <summary>Keys' cubic with a = -0.5 (IEEE Trans. ASSP 29, 1981), radius 2.</summary>
    Bicubic,
}
