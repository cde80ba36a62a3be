namespace FaceGrid.Grains.Tests.Processes;

/// <summary>A silo as a process of its own; tests/Cluster.Tests has it.</summary>
internal static class GridProcess
{
    public const string Command = "silo";

    public static Task<int> RunAsync(string[] ports) => Task.FromResult(2);
}
