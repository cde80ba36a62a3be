namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Why a <see cref="QualityGate"/> refuses a face.</summary>
public enum QualityDefect
{
    /// <summary>A figure is NaN or infinite: the quality could not be measured.</summary>
    NotMeasurable,

    /// <summary>The face's box in the photo is smaller than <see cref="QualityLimits.SidePixels"/>.</summary>
    TooSmall,

    /// <summary>The sharpness is below <see cref="QualityLimits.Sharpness"/>.</summary>
    TooBlurred,

    /// <summary>The mean luminance is below <see cref="QualityLimits.MinBrightness"/>.</summary>
    TooDark,

    /// <summary>The mean luminance is above <see cref="QualityLimits.MaxBrightness"/>.</summary>
    TooBright,

    /// <summary>The standard deviation of the luminance is below <see cref="QualityLimits.Contrast"/>.</summary>
    LowContrast,

    /// <summary>Yaw or pitch exceeds <see cref="QualityLimits.YawDegrees"/> or <see cref="QualityLimits.PitchDegrees"/>.</summary>
    ExtremePose,
}
