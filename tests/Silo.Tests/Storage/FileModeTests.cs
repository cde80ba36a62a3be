using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Storage.Sqlite;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Tests.Storage;

/// <summary>Modes of the folder and the files of a store; the umask of test runs usually permits others to read.</summary>
public sealed class FileModeTests : IDisposable
{
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    private static readonly string[] Files = ["facegrid.lock", "grains.db", "grains.db-shm", "grains.db-wal"];

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder["data"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_NewStore_OnlyTheOwnerCanOpenIt()
    {
        using var store = SqliteStore.Open(Path.Combine(Data, "grains.db"));
        AssertClosed();
    }

    [Fact]
    public void Open_StoreThatOthersCouldRead_IsClosedToThem()
    {
        SqliteStore.Open(Path.Combine(Data, "grains.db")).Dispose();
        Directory.CreateDirectory(Path.Combine(Data, "blobs", "ab"));
        File.WriteAllText(Path.Combine(Data, "blobs", "ab", "abc"), "");
        Open(Data);
        Array.ForEach(Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories), Open);

        using var store = SqliteStore.Open(Path.Combine(Data, "grains.db"));

        AssertClosed();
        Assert.All(Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories), AssertClosedPath);
    }

    /// <summary>A folder that other programs use as well must stay as it is.</summary>
    [Theory]
    [InlineData("letters.txt", false)]
    [InlineData("", true)]
    public void Open_SharedFolder_OnlyTheFilesAreClosed(string other, bool isSticky)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Data);
        var mode = OwnerOnly.FolderMode | UnixFileMode.OtherRead | (isSticky ? UnixFileMode.StickyBit : 0);
        File.SetUnixFileMode(Data, mode);
        if (other.Length > 0)
        {
            File.WriteAllText(Path.Combine(Data, other), "");
        }

        using var store = SqliteStore.Open(Path.Combine(Data, "grains.db"));
        Assert.Equal(mode, File.GetUnixFileMode(Data));
        Assert.All(Files, f => AssertClosedPath(Path.Combine(Data, f)));
    }

    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        }
    }

    private void AssertClosed()
    {
        AssertClosedPath(Data);
        Assert.All(Files, f => AssertClosedPath(Path.Combine(Data, f)));
    }

    private static void AssertClosedPath(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
        }
    }
}
