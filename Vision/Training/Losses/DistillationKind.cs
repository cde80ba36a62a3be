namespace FaceGrid.Vision.Training.Losses;

/// <summary>How a student's encoding is compared with its teacher's.</summary>
public enum DistillationKind
{
    /// <summary>1 − cos(s, t): directions only.</summary>
    Cosine,

    /// <summary>‖s − t‖²; for encodings with L2 norm 1 twice the former.</summary>
    SquaredL2,
}
