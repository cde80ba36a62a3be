using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Tests.Processes;
using FaceGrid.Silo.Storage;
using FaceGrid.Silo.Storage.Sqlite;
using FaceGrid.Silo.Tests.Processes;

namespace FaceGrid.Silo.Tests.Storage;

/// <summary>One file is open once: the store itself locks its folder.</summary>
public sealed class SqliteStoreLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FileIsOpenInThisProcess_IsRefusedUntilItIsClosed()
    {
        using (SqliteStore.Open(_folder["grains.db"]))
        {
            AssertRefused(_folder["grains.db"], $"{_folder.Path} is in use by process {Environment.ProcessId} (");

            // A silo's second store is in the same folder.
            SqliteStore.Open(_folder["keys.db"]).Dispose();
            AssertRefused(_folder["grains.db"], _folder.Path);
        }

        SqliteStore.Open(_folder["grains.db"]).Dispose();
    }

    [Theory]
    [InlineData("the folder")]
    [InlineData("the file")]
    public void Open_ThroughASymbolicLink_IsTheSameFile(string linked)
    {
        using var store = SqliteStore.Open(_folder["data/grains.db"]);
        if (linked == "the folder")
        {
            Directory.CreateSymbolicLink(_folder["link"], _folder["data"]);
            AssertRefused(_folder["link/grains.db"], "is in use by");
        }
        else
        {
            Directory.CreateDirectory(_folder["other"]);
            File.CreateSymbolicLink(_folder["other/grains.db"], _folder["data/grains.db"]);
            AssertRefused(_folder["other/grains.db"], "is in use by");
        }
    }

    [Fact]
    public async Task Open_AnotherProcessHasAFileOfTheFolder_IsRefusedWithItsName()
    {
        using var child = ChildProcess.Start(typeof(StoreWriter), StoreWriter.Command, _folder["grains.db"]);
        Assert.NotNull(await child.ReadLineAsync());

        foreach (var file in new[] { "grains.db", "keys.db" })
        {
            AssertRefused(_folder[file], $"{_folder.Path} is in use by process {child.Id} (");
        }

        await child.KillAsync();
        SqliteStore.Open(_folder["grains.db"]).Dispose();
    }

    [Fact]
    public void Acquire_StoreIsOpen_TheFolderIsReleasedWithTheLastOfThem()
    {
        var folder = DataFolderLock.Acquire(_folder.Path);
        var store = SqliteStore.Open(_folder["grains.db"]);
        folder.Dispose();
        AssertRefused(_folder["grains.db"], "is in use by");
        store.Dispose();
        SqliteStore.Open(_folder["grains.db"]).Dispose();
    }

    private static void AssertRefused(string path, string start)
    {
        var error = Assert.Throws<DataFolderInUseException>(() => SqliteStore.Open(path));
        Assert.Contains(start, error.Message, StringComparison.Ordinal);
    }
}
