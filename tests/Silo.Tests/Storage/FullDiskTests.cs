using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;

namespace FaceGrid.Silo.Tests.Storage;

public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task Write_DiskRunsFull_AcknowledgedWritesStayAndTheErrorSaysFull()
    {
        using var folder = new TemporaryFolder();
        Assert.True(SmallDiskFactAttribute.Mount(folder.Path));
        try
        {
            var acknowledged = new List<int>();
            GrainStoreException? error = null;
            using (var store = SqliteStore.Open(folder["grains.db"]))
            {
                var storage = new SqliteGrainStorage(store, TimeProvider.System);
                for (var i = 0; error is null; i++)
                {
                    Assert.True(i < 10_000, "the disk never became full");
                    try
                    {
                        await storage.WriteStateAsync("note", Id(i), new GrainState<Note>(new Note { Writes = i, Bytes = new byte[2000] }));
                        acknowledged.Add(i);
                    }
                    catch (GrainStoreException exception)
                    {
                        error = exception;
                    }
                }
            }

            Assert.Equal($"{folder["grains.db"]}: the disk is full; nothing was changed", error.Message);
            Assert.NotEmpty(acknowledged);
            using var again = SqliteStore.Open(folder["grains.db"]);
            var reader = new SqliteGrainStorage(again, TimeProvider.System);
            foreach (var i in acknowledged)
            {
                var state = new GrainState<Note>(new Note());
                await reader.ReadStateAsync("note", Id(i), state);
                Assert.Equal(i, state.State!.Writes);
            }
        }
        finally
        {
            SmallDiskFactAttribute.Unmount(folder.Path);
        }

        static GrainId Id(int i) => GrainId.Create("test", $"{i}");
    }
}
