using System.Text.Json.Serialization;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>What a checkpoint of a style run says of itself.</summary>
/// <param name="Format">Of the checkpoint: <see cref="PresentFormat"/>.</param>
/// <param name="Settings">As JSON.</param>
/// <param name="Images">SHA-256 of the images.</param>
/// <param name="Network">Version of the network.</param>
/// <param name="Level">Of the pyramid, from 0 on.</param>
/// <param name="LevelSteps">Steps done at this level.</param>
/// <param name="Threads">Processor threads that every step is computed with.</param>
/// <param name="Width">Of the generated image at this level.</param>
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
    public const int PresentFormat = 2;

    /// <summary>Of the settings.</summary>
    [JsonIgnore]
    public int? TileSide => StyleSettings.FromJson(Settings, "settings of the checkpoint").TileSide;
}
