using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Tests.Storage;

/// <summary>Errors of the disk at a commit: what follows depends on whether the outcome is known.</summary>
public sealed class FailedCommitTests : IDisposable
{
    private const int Full = 13;
    private const int DeviceError = 10;
    private const int FailedFlush = 1034;

    private readonly TemporaryFolder _folder = new();
    private SqliteException? _error;
    private bool _failsAfterTheCommit;

    public void Dispose() => _folder.Dispose();

    /// <summary>The disk may have taken the commit although it reported an error.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_FlushFails_StoreStopsAndTheNextStartShowsWhatIsStored(bool isCommitted)
    {
        using (var store = Open())
        {
            var storage = new SqliteGrainStorage(store, TimeProvider.System);
            await Write(storage, "before");
            Assert.False(store.Stopped.IsCompleted);
            (_error, _failsAfterTheCommit) = (new SqliteException("disk I/O error", DeviceError, FailedFlush), isCommitted);

            var failed = await Assert.ThrowsAsync<GridRequestException>(() => Write(storage, "during"));

            Assert.Equal(GridError.StorageUnavailable, failed.Error);
            Assert.StartsWith($"{store.Path}: a write or flush of the disk failed (disk I/O error)", failed.Message, StringComparison.Ordinal);
            Assert.Equal("disk I/O error", await store.Stopped);
            _error = null;
            await Assert.ThrowsAsync<GridRequestException>(() => Write(storage, "after"));
            await Assert.ThrowsAsync<GridRequestException>(() => Read(storage, "before"));
        }

        using var again = Open();
        var recovered = new SqliteGrainStorage(again, TimeProvider.System);
        Assert.True(await Read(recovered, "before"));
        Assert.Equal(isCommitted, await Read(recovered, "during"));
        Assert.False(await Read(recovered, "after"));
        await Write(recovered, "after");
    }

    [Fact]
    public async Task Write_DiskIsFullAtTheCommit_NothingIsChangedAndTheStoreWorks()
    {
        using var store = Open();
        var storage = new SqliteGrainStorage(store, TimeProvider.System);
        _error = new SqliteException("database or disk is full", Full);

        var failed = await Assert.ThrowsAsync<GrainStoreException>(() => Write(storage, "full"));

        Assert.Equal($"{store.Path}: the disk is full; nothing was changed", failed.Message);
        _error = null;
        Assert.False(await Read(storage, "full"));
        await Write(storage, "full");
        Assert.True(await Read(storage, "full"));
        Assert.False(store.Stopped.IsCompleted);
    }

    private static Task Write(SqliteGrainStorage storage, string name) =>
        storage.WriteStateAsync("note", GrainId.Create("test", name), new GrainState<Note>(new Note { Writes = 1 }));

    private static async Task<bool> Read(SqliteGrainStorage storage, string name)
    {
        var state = new GrainState<Note>(new Note());
        await storage.ReadStateAsync("note", GrainId.Create("test", name), state);
        return state.RecordExists;
    }

    private SqliteStore Open() => SqliteStore.Open(_folder["grains.db"], new WriteLaneOptions { Commit = Commit });

    private void Commit(SqliteSession session)
    {
        if (_error is null || _failsAfterTheCommit)
        {
            session.Execute("COMMIT");
        }

        if (_error is not null)
        {
            throw _error;
        }
    }
}
