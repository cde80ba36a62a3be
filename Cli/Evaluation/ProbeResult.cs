using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Evaluation;

/// <summary>One probe of an open-set experiment and its answer.</summary>
/// <param name="Person">The labelled person.</param>
/// <param name="Photo">Path of the photo.</param>
/// <param name="Enrolled">True if the person is enrolled; false: a stranger.</param>
/// <param name="Answer">The decision.</param>
internal sealed record ProbeResult(string Person, string Photo, bool Enrolled, RecognitionAnswer Answer)
{
    /// <summary>The correct identity; null: a stranger, who must not be recognised.</summary>
    public string? Truth => Enrolled ? Person : null;

    /// <summary>True if the correct identity was recognised, or a stranger was not recognised.</summary>
    public bool IsRight => Truth is null ? Answer.Outcome != Outcome.Recognized : Answer.Identity == Truth;

    /// <summary>True if the nearest identity is correct, regardless of the threshold.</summary>
    public bool IsRankOne => Answer.Candidates.Count > 0 && Answer.Candidates[0].Identity == Truth;

    /// <summary>Squared distance to the nearest identity; infinite for an undecided probe, which no threshold recognises.</summary>
    public double Nearest => Answer.Distance ?? double.PositiveInfinity;
}
