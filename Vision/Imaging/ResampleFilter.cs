namespace FaceGrid.Vision.Imaging;

/// <summary>Reconstruction filters of <see cref="ImageOps.Resize"/>.</summary>
public enum ResampleFilter
{
    /// <summary>Box filter: the mean over the area for reduction, the nearest pixel for enlargement.</summary>
    Box,

    /// <summary>Triangle filter of radius 1: bilinear for enlargement.</summary>
    Triangle,

    /// <summary>Keys' cubic with a = -0.5 (IEEE Trans. ASSP 29, 1981), radius 2.</summary>
    Bicubic,
}
