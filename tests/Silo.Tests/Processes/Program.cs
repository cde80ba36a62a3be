using FaceGrid.Silo.Tests.Encryption;

namespace FaceGrid.Silo.Tests.Processes;

/// <summary>What tests run as a process of its own. The test runner does not come this way.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => arguments switch
    {
        [StoreWriter.Command, var path] => StoreWriter.RunAsync(path),
        [LockHolder.Command, var folder] => LockHolder.RunAsync(folder),
        [ErasureOnDiskTests.Command, var folder, var first] => ErasureOnDiskTests.RunAsync(folder, first),
        _ => Task.FromResult(2),
    };
}
