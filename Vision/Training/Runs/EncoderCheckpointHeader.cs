namespace FaceGrid.Vision.Training.Runs;

/// <summary>Header of a checkpoint of an encoder's training, stored as JSON.</summary>
/// <param name="Format">Of the checkpoint: <see cref="PresentFormat"/>.</param>
/// <param name="Options">The <see cref="EncoderRunOptions"/> as JSON.</param>
/// <param name="Photos">Hash of the photos.</param>
/// <param name="Teacher">Model version of the teacher; null without one.</param>
/// <param name="From">SHA-256 of the weight file that the run started from; null for random weights.</param>
/// <param name="Threads">Processor threads that every step uses.</param>
/// <param name="StepsDone">Number of steps done.</param>
/// <param name="StepsTotal">Number of steps of the whole run.</param>
/// <param name="BestStep">Number of steps after which validation was best; 0 before the first validation.</param>
/// <param name="BestScore">Score of that validation: agreement with the teacher (cosine) if the run distils, accuracy otherwise.</param>
/// <param name="Worse">Number of validations since then.</param>
public sealed record EncoderCheckpointHeader(
    int Format,
    string Options,
    string Photos,
    string? Teacher,
    string? From,
    int Threads,
    int StepsDone,
    int StepsTotal,
    int BestStep,
    double BestScore,
    int Worse)
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int PresentFormat = 3;
}
