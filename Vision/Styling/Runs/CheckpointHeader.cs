using System.Text.Json.Serialization;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Header of a checkpoint of a style run, stored as JSON.</summary>
/// <param name="Format">Of the checkpoint: <see cref="PresentFormat"/>.</param>
/// <param name="Settings">The <see cref="StyleSettings"/> as JSON.</param>
/// <param name="Images">SHA-256 of the images (<see cref="StyleImages.Sha256"/>).</param>
/// <param name="Network">Version of the network.</param>
/// <param name="Threads">Processor threads that every step uses.</param>
/// <param name="Level">Level of the pyramid, from 0.</param>
/// <param name="LevelSteps">Number of steps done at this level.</param>
/// <param name="StepsDone">Number of steps done.</param>
/// <param name="StepsTotal">Number of steps of the whole run.</param>
/// <param name="Width">Width of the generated image at this level, in pixels.</param>
/// <param name="Height">Height of the generated image at this level, in pixels.</param>
public sealed record CheckpointHeader(
    int Format,
    string Settings,
    string Images,
    string Network,
    int Threads,
    int Level,
    int LevelSteps,
    int StepsDone,
    int StepsTotal,
    int Width,
    int Height)
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int PresentFormat = 2;

    /// <summary>Side of the tiles in the settings; null without tiles.</summary>
    /// <exception cref="BadInputException">The settings are not valid.</exception>
    [JsonIgnore]
    public int? TileSide => StyleSettings.FromJson(Settings, "settings of the checkpoint").TileSide;
}
