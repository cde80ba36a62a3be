namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>Time from the arrival of a verification or recognition request to its answer.</summary>
public static class QuestionDeadline
{
    /// <summary>Applies where a request names no deadline: what a person waits at a door.</summary>
    public const int DefaultMilliseconds = 2000;
}
