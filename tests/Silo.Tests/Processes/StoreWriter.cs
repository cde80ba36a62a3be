using System.Globalization;
using FaceGrid.Silo.Storage.Sqlite;

namespace FaceGrid.Silo.Tests.Processes;

/// <summary>Writes as fast as it can from many tasks and says what has been acknowledged, one line each: key, number, and a full stop that
/// shows that the line is whole.</summary>
internal static class StoreWriter
{
    public const string Command = "write-store";

    private const int Writers = 16;

    public static async Task<int> RunAsync(string path)
    {
        using var store = SqliteStore.Open(path);
        var storage = new SqliteGrainStorage(store, TimeProvider.System);
        var output = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            var grain = GrainId.Create("writer", w.ToString(CultureInfo.InvariantCulture));
            var state = new GrainState<Counter>(new Counter());
            await storage.ReadStateAsync("counter", grain, state);
            while (true)
            {
                state.State = new Counter { Value = state.State!.Value + 1, Filling = new byte[512] };
                await storage.WriteStateAsync("counter", grain, state);
                lock (output)
                {
                    Console.Out.WriteLine($"{w} {state.State!.Value} .");
                    Console.Out.Flush();
                }
            }
        })));
        return 0;
    }

    public sealed class Counter
    {
        public int Value { get; set; }

        public byte[] Filling { get; set; } = [];
    }
}
