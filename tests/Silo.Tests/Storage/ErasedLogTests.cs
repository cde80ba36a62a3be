using FaceGrid.Grains.Tests;
using System.Text;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Tests.Storage;

/// <summary>Erased content leaves the file and its log before the erasure is acknowledged.</summary>
public sealed class ErasedLogTests : IDisposable
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("the template of alice");

    private static readonly WriteLaneOptions Impatient =
        new() { CutPatience = TimeSpan.FromMilliseconds(20), CutRetry = TimeSpan.FromMilliseconds(20) };

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder["grains.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clear_NoReader_NoFileHasTheContent()
    {
        using var store = SqliteStore.Open(Store);
        var (storage, state) = await Written(store);
        Assert.True(IsOnDisk());
        await storage.ClearStateAsync("note", Id, state);
        Assert.False(IsOnDisk());
    }

    [Fact]
    public async Task Clear_AnotherProgramReads_IsNotAcknowledgedAndErasedAfterwards()
    {
        using var store = SqliteStore.Open(Store, Impatient);
        var (storage, state) = await Written(store);
        using (var reader = new SqliteConnection($"Data Source={Store};Mode=ReadOnly;Pooling=False"))
        {
            reader.Open();
            using var transaction = reader.BeginTransaction(deferred: true);
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM state";
            command.ExecuteScalar();

            var error = await Assert.ThrowsAsync<GridRequestException>(() => storage.ClearStateAsync("note", Id, state));

            Assert.Equal(GridError.StorageUnavailable, error.Error);
            Assert.Contains("the log still holds the erased content", error.Message, StringComparison.Ordinal);
            Assert.True(IsOnDisk());
        }

        // The lane tries again without a further write.
        while (IsOnDisk())
        {
            await Task.Delay(10);
        }

        Assert.False(store.Stopped.IsCompleted);
    }

    [Fact]
    public async Task Open_LogOfAKilledProcess_IsCut()
    {
        using (var store = SqliteStore.Open(Store))
        {
            var (storage, state) = await Written(store);
            await store.WriteAsync(session => session.Execute("DELETE FROM state"));

            // What a kill leaves: the file and its log as they are now.
            Directory.CreateDirectory(_folder["killed"]);
            foreach (var file in Directory.GetFiles(_folder.Path, "grains.db*"))
            {
                using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var to = File.Create(Path.Combine(_folder["killed"], Path.GetFileName(file)));
                from.CopyTo(to);
            }

            _ = (storage, state);
        }

        Assert.True(IsOnDisk(_folder["killed"]));
        using var again = SqliteStore.Open(_folder["killed/grains.db"]);
        Assert.False(IsOnDisk(_folder["killed"]));
    }

    private static GrainId Id => GrainId.Create("test", "alice");

    private static async Task<(SqliteGrainStorage Storage, GrainState<Note> State)> Written(SqliteStore store)
    {
        var storage = new SqliteGrainStorage(store, TimeProvider.System);
        var state = new GrainState<Note>(new Note { Bytes = Secret });
        await storage.WriteStateAsync("note", Id, state);
        return (storage, state);
    }

    private bool IsOnDisk(string? folder = null) =>
        Directory.GetFiles(folder ?? _folder.Path, "grains.db*").Any(f => Bytes.Of(f).AsSpan().IndexOf(Pattern) >= 0);

    /// <summary>As it is in the row: base64.</summary>
    private static byte[] Pattern => Encoding.ASCII.GetBytes(Convert.ToBase64String(Secret));
}
