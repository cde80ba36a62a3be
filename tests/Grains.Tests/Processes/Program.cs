namespace FaceGrid.Grains.Tests.Processes;

/// <summary>What tests run as a process of its own. The test runner does not come this way.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => arguments switch
    {
        [GridProcess.Command, .. var ports] => GridProcess.RunAsync(ports),
        _ => Task.FromResult(2),
    };
}
