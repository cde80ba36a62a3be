namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Quality requirements on a face for enrolment or recognition.</summary>
public enum QualityGate
{
    /// <summary>No requirements.</summary>
    Off,

    /// <summary>Refuses faces for which the encoder is unreliable.</summary>
    Standard,

    /// <summary>For supervised enrolment: close to passport photo quality.</summary>
    Strict,
}
