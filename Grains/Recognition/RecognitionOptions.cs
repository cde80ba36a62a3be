using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Grains.Recognition;

/// <summary>Deadline of verification and recognition requests.</summary>
public sealed class RecognitionOptions
{
    /// <summary>From the arrival of a request to its answer, unless the request names its own deadline.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMilliseconds(QuestionDeadline.DefaultMilliseconds);
}
