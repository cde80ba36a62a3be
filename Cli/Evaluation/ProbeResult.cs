using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Evaluation;

/// <param name="Person">Who it is.</param>
/// <param name="Photo">The file.</param>
/// <param name="Enrolled">False: a stranger.</param>
internal sealed record ProbeResult(string Person, string Photo, bool Enrolled, RecognitionAnswer Answer)
{
    /// <summary>Who it should be recognised as; null: nobody.</summary>
    public string? Truth => Enrolled ? Person : null;

    /// <summary>The right person recognised, or a stranger turned away.</summary>
    public bool IsRight => Truth is null ? Answer is not Recognized : Answer.Identity == Truth;

    /// <summary>The nearest person is the right one, threshold or not.</summary>
    public bool IsRankOne => Answer.Candidates.Count > 0 && Answer.Candidates[0].Identity == Truth;

    /// <summary>d to the nearest person; infinite where nothing could be decided: no threshold lets it in.</summary>
    public double Nearest => Answer.Distance ?? double.PositiveInfinity;
}
