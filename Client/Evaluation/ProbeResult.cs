using FaceGrid.Grains.Recognition;

namespace FaceGrid.Client.Evaluation;

/// <param name="Truth">Who it is; null: a stranger.</param>
internal sealed record ProbeResult(string? Truth, RecognitionAnswer Answer)
{
    /// <summary>The right person recognised, or a stranger turned away.</summary>
    public bool IsRight => Truth is null ? Answer.Outcome == Outcome.NotRecognized : Answer.Identity == Truth;
}
