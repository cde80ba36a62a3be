namespace FaceGrid.Vision.Faces.Quality;

/// <summary>How much a face must show before it is enrolled or decided on.</summary>
public enum QualityGate
{
    /// <summary>Everything passes.</summary>
    Off,

    /// <summary>What an encoder cannot be trusted with is refused.</summary>
    Standard,

    /// <summary>For enrolment under supervision: close to a passport photo.</summary>
    Strict,
}
