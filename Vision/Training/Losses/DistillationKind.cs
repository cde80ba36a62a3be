namespace FaceGrid.Vision.Training.Losses;

/// <summary>How a student's encoding s is compared with its teacher's encoding t of the same photo.</summary>
public enum DistillationKind
{
    /// <summary>1 − cos(s, t): compares directions only.</summary>
    Cosine,

    /// <summary>‖s − t‖²; twice <see cref="Cosine"/> for encodings with L2 norm 1.</summary>
    SquaredL2,
}
