namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a checkpoint of an encoder's training says of itself.</summary>
/// <param name="Format">Of the checkpoint: <see cref="PresentFormat"/>.</param>
/// <param name="Options">As JSON.</param>
/// <param name="Photos">Hash of the photos.</param>
/// <param name="Teacher">Model version of the teacher; null without one.</param>
/// <param name="From">SHA-256 of the weight file that it began with; null for random weights.</param>
/// <param name="Threads">Processor threads that every step is computed with.</param>
/// <param name="BestStep">After how many steps the best validation was; 0: none was.</param>
/// <param name="BestScore">What it was judged by there.</param>
/// <param name="Worse">Validations since then.</param>
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
    public const int PresentFormat = 3;
}
