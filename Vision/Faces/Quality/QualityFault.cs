namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Why a gate refuses a face.</summary>
public enum QualityFault
{
    TooSmall,
    TooBlurred,
    TooDark,
    TooBright,
    LowContrast,
    ExtremePose,
}
