namespace FaceGrid.Grains.Recognition;

/// <summary>How long questions may take.</summary>
public sealed class RecognitionOptions
{
    public const int DefaultDeadlineMilliseconds = 2000;

    /// <summary>From a question's arrival to its answer, unless it brings a deadline of its own: what a person waits at a door.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMilliseconds(DefaultDeadlineMilliseconds);
}
