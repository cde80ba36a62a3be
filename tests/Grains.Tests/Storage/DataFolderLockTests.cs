using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Processes;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Storage;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Acquire_FreeFolder_IsHeldUntilDisposed()
    {
        using (DataFolderLock.Acquire(folder.Path))
        {
            var error = Assert.Throws<DataFolderInUseException>(() => DataFolderLock.Acquire(folder.Path + "/"));
            Assert.StartsWith($"{folder.Path} is in use by process {Environment.ProcessId} (", error.Message, StringComparison.Ordinal);
        }

        DataFolderLock.Acquire(folder.Path).Dispose();
    }

    [Fact]
    public async Task Acquire_AnotherProcessHoldsIt_SaysWhichAndItsDeathFreesIt()
    {
        using var child = ChildProcess.Start(LockHolder.Command, folder.Path);
        Assert.Equal("held", await child.ReadLineAsync());

        var error = Assert.Throws<DataFolderInUseException>(() => DataFolderLock.Acquire(folder.Path));

        Assert.Matches($@"^{folder.Path} is in use by process {child.Id} \(.+ {LockHolder.Command}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d .+\)$", error.Message);
        await Assert.ThrowsAsync<DataFolderInUseException>(() => DataFolderLock.AcquireAsync(folder.Path, TimeSpan.FromMilliseconds(300)));
        await child.KillAsync();
        DataFolderLock.Acquire(folder.Path).Dispose();
    }

    [Fact]
    public async Task AcquireAsync_FreedMeanwhile_TakesIt()
    {
        var first = DataFolderLock.Acquire(folder.Path);
        var second = DataFolderLock.AcquireAsync(folder.Path, TimeSpan.FromSeconds(30));
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public void Acquire_FileLeftByADeadProcess_MeansNothing()
    {
        File.WriteAllText(folder[DataFolderLock.FileName], "process 1 (somebody, since yesterday)\n");
        DataFolderLock.Acquire(folder.Path).Dispose();
    }

    [Fact]
    public void Acquire_FolderIsAFile_IsRefused()
    {
        File.WriteAllText(folder["file"], "");
        var error = Assert.Throws<BadInputException>(() => DataFolderLock.Acquire(folder["file"]));
        Assert.Equal(folder["file"], error.Subject);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Acquire_LockFileIsADirectory_IsRefused()
    {
        Directory.CreateDirectory(folder[DataFolderLock.FileName]);
        Assert.Throws<BadInputException>(() => DataFolderLock.Acquire(folder.Path));
    }
}
