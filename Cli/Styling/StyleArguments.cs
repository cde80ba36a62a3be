using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>The arguments of <c>style</c>.</summary>
/// <param name="Settings">Settings of the render.</param>
/// <param name="HasTile">True if an option or settings file determines the tile side.</param>
/// <param name="Inputs">Paths of the input images.</param>
/// <param name="Output">Output picture; null: not given.</param>
/// <param name="Weights">Name or file of the weights, or random; null: the default.</param>
/// <param name="MemoryGib">Memory limit in GiB; null: available memory.</param>
/// <param name="SaveEvery">Steps between two intermediate pictures; 0: none.</param>
/// <param name="Checkpoint">Checkpoint file; null: none.</param>
/// <param name="CheckpointEvery">Steps between two checkpoints.</param>
/// <param name="HasCheckpointEvery">True if <c>--checkpoint-every</c> was given.</param>
/// <param name="Detach">True: submit a background job.</param>
internal sealed record StyleArguments(
    StyleSettings Settings,
    bool HasTile,
    StyleInputPaths Inputs,
    string? Output,
    string? Weights,
    double? MemoryGib,
    int SaveEvery,
    string? Checkpoint,
    int CheckpointEvery,
    bool HasCheckpointEvery,
    bool Detach);
