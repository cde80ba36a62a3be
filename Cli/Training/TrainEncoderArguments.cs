using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Training;

/// <summary>The arguments of <c>train encoder</c>.</summary>
/// <param name="Run">Options of the run.</param>
/// <param name="Folder">Folder of photos; null: synthetic people.</param>
/// <param name="Output">Weight file to write; null: not given.</param>
/// <param name="Teacher">Name or file of the teacher; null: none.</param>
/// <param name="From">Weight file to start from; null: random weights.</param>
/// <param name="Checkpoint">Checkpoint directory; null: none.</param>
/// <param name="CheckpointSteps">Steps between two checkpoints; 0: by time only.</param>
/// <param name="CheckpointSeconds">Seconds between two checkpoints; 0: by steps only.</param>
/// <param name="Metrics">CSV file of metrics; null: none.</param>
/// <param name="Curves">Picture of the training curves; null: none.</param>
/// <param name="MemoryBytes">Memory limit of the run, in bytes.</param>
/// <param name="Detach">True: submit a background job.</param>
internal sealed record TrainEncoderArguments(
    EncoderRunOptions Run,
    string? Folder,
    string? Output,
    string? Teacher,
    string? From,
    string? Checkpoint,
    int CheckpointSteps,
    int CheckpointSeconds,
    string? Metrics,
    string? Curves,
    long MemoryBytes,
    bool Detach);
