using System.Globalization;
using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Processes;
using FaceGrid.Silo.Storage.Sqlite;
using FaceGrid.Silo.Tests.Processes;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Tests.Storage;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Write_ProcessKilledInTheMiddle_EveryAcknowledgedWriteIsThere()
    {
        using var folder = new TemporaryFolder();
        var path = folder["grains.db"];
        var acknowledged = new Dictionary<int, int>();
        for (var round = 0; round < 5; round++)
        {
            using (var child = ChildProcess.Start(typeof(StoreWriter), StoreWriter.Command, path))
            {
                for (var i = 0; i < 300; i++)
                {
                    Note(await child.ReadLineAsync());
                }

                var rest = ReadRest(child);
                await child.KillAsync();
                await rest;
            }

            using var store = SqliteStore.Open(path);
            var storage = new SqliteGrainStorage(store, TimeProvider.System);
            foreach (var (writer, value) in acknowledged)
            {
                var state = new GrainState<StoreWriter.Counter>(new StoreWriter.Counter());
                await storage.ReadStateAsync("counter", GrainId.Create("writer", writer.ToString(CultureInfo.InvariantCulture)), state);

                // At most the one write that was under way may be there without having been acknowledged.
                Assert.InRange(state.State!.Value, value, value + 1);
            }
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());

        void Note(string? line)
        {
            // The last line may be cut.
            if (line!.Split(' ') is [var writer, var value, "."])
            {
                acknowledged[int.Parse(writer, CultureInfo.InvariantCulture)] = int.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        // What it printed before it died was acknowledged as well.
        async Task ReadRest(ChildProcess child)
        {
            while (await child.ReadLineAsync() is { } line)
            {
                Note(line);
            }
        }
    }
}
