using FaceGrid.Silo.Storage;

namespace FaceGrid.Silo.Tests.Processes;

/// <summary>Takes a data folder and keeps it until its input ends.</summary>
internal static class LockHolder
{
    public const string Command = "hold-folder";

    public static async Task<int> RunAsync(string folder)
    {
        using var held = DataFolderLock.Acquire(folder);
        Console.Out.WriteLine("held");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
