using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Processes;
using FaceGrid.Silo.Storage;
using FaceGrid.Silo.Tests.Processes;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Tests.Storage;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Acquire_FreeFolder_IsHeldUntilDisposed()
    {
        using (DataFolderLock.Acquire(_folder.Path))
        {
            var error = Assert.Throws<DataFolderInUseException>(() => DataFolderLock.Acquire(_folder.Path + "/"));
            Assert.StartsWith($"{_folder.Path} is in use by process {Environment.ProcessId} (", error.Message, StringComparison.Ordinal);
        }

        DataFolderLock.Acquire(_folder.Path).Dispose();
    }

    [Fact]
    public async Task Acquire_AnotherProcessHoldsIt_SaysWhichAndItsDeathFreesIt()
    {
        using var child = ChildProcess.Start(typeof(LockHolder), LockHolder.Command, _folder.Path);
        Assert.Equal("held", await child.ReadLineAsync());

        var error = Assert.Throws<DataFolderInUseException>(() => DataFolderLock.Acquire(_folder.Path));

        const string Time = @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .+";
        Assert.Matches($@"^{_folder.Path} is in use by process {child.Id} \(.+ {LockHolder.Command}, since {Time}\)$", error.Message);
        await Assert.ThrowsAsync<DataFolderInUseException>(() => DataFolderLock.AcquireAsync(_folder.Path, TimeSpan.FromMilliseconds(300)));
        await child.KillAsync();
        DataFolderLock.Acquire(_folder.Path).Dispose();
    }

    [Fact]
    public async Task AcquireAsync_FreedMeanwhile_TakesIt()
    {
        var first = DataFolderLock.Acquire(_folder.Path);
        var second = DataFolderLock.AcquireAsync(_folder.Path, TimeSpan.FromSeconds(30));
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public void Acquire_FileLeftByADeadProcess_MeansNothing()
    {
        File.WriteAllText(_folder[DataFolderLock.FileName], "process 1 (somebody, since yesterday)\n");
        DataFolderLock.Acquire(_folder.Path).Dispose();
    }

    [Fact]
    public void Acquire_FolderIsAFile_IsRefused()
    {
        File.WriteAllText(_folder["file"], "");
        var error = Assert.Throws<BadInputException>(() => DataFolderLock.Acquire(_folder["file"]));
        Assert.Equal(_folder["file"], error.Subject);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Acquire_LockFileIsADirectory_IsRefused()
    {
        Directory.CreateDirectory(_folder[DataFolderLock.FileName]);
        Assert.Throws<BadInputException>(() => DataFolderLock.Acquire(_folder.Path));
    }
}
