using System.CommandLine;

namespace FaceGrid.Client.Commands;

/// <summary><c>train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create() => new("train", "Train encoders");
}
