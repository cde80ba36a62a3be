using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Faults;

/// <summary>A grid over a storage with faults, with a clock of its own and shards that do their deferred work at once.</summary>
internal sealed class FaultyGrid : IAsyncDisposable
{
    public static readonly TimeSpan DoubtLimit = TimeSpan.FromSeconds(10);

    private static readonly string[] Galleries = ["lobby", "lab"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PeopleGrid _grid;

    private FaultyGrid(PeopleGrid grid, ShiftedTime time) => (_grid, Time) = (grid, time);

    public ShiftedTime Time { get; }

    public People People => _grid.People;

    public static async Task<FaultyGrid> Start(TestKeys keys, MortalStorage storage, MortalBlobs blobs, int capacity)
    {
        var time = new ShiftedTime();
        var grid = await PeopleGrid.Start(
            storage,
            keys.Encryption is null ? null : storage,
            keys.Encryption,
            capacity,
            new MortalBlobs(storage, blobs),
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                services.Configure<ShardOptions>(o =>
                    (o.Balance, o.DoubtLimit, o.MaintenanceDelay) = (false, DoubtLimit, TimeSpan.FromMilliseconds(5)));
            });
        return new FaultyGrid(grid, time);
    }

    /// <summary>Calls until the grid answers: its activations may have to end first.</summary>
    public static async Task<T> Answer<T>(Func<Task<T>> call)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (TransientFaults.IsTransient(exception) && !patience.IsCancellationRequested)
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>
    /// Lets the time of an entry in doubt pass, and asserts that the shards then hold exactly what the records of the people list, and that
    /// searches find exactly these people.
    /// </summary>
    public async Task AssertShardsEqualIdentities(IReadOnlyDictionary<string, float[]> faces, string at)
    {
        Time.Advance(DoubtLimit + TimeSpan.FromSeconds(1));
        foreach (var gallery in Galleries)
        {
            await UntilSettled(gallery, at);
            var held = await Held(gallery);
            foreach (var (name, face) in faces)
            {
                var record = await Answer(() => People.Get(name));
                var listed = record?.Galleries.Where(m => m.Gallery == gallery).Select(m => m.Shard).Order().ToList() ?? [];
                var has = held.Where(h => h.Name == name).Select(h => h.Shard).Order().ToList();
                Assert.True(
                    listed.SequenceEqual(has), $"{at}: {name} of {gallery} is listed in [{Text(listed)}] and held in [{Text(has)}]");
                if (held.Count > 0)
                {
                    var answer = await Answer(() => People.Recognize(face, gallery: gallery));
                    Assert.True(
                        answer.Identity == (listed.Count > 0 ? name : null),
                        $"{at}: {name} of {gallery} is listed in [{Text(listed)}] and recognised as {answer.Identity ?? "no one"}");
                }
            }
        }
    }

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    private static string Text(IEnumerable<int> shards) => string.Join(", ", shards);

    private async Task UntilSettled(string gallery, string at)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var layout = await Answer(() => People.GalleryGrain(gallery).Layout());
            var shards = layout.Versions.SelectMany(v => v.Shards).Select(n => People.Shard(n, gallery)).ToList();
            if ((await Task.WhenAll(shards.Select(s => Answer(s.Load)))).Sum(l => l.InDoubt) == 0)
            {
                return;
            }

            Assert.False(patience.IsCancellationRequested, $"{at}: entries of {gallery} stay in doubt");
            await Task.Delay(5);
        }
    }

    private async Task<List<(string Name, int Shard)>> Held(string gallery)
    {
        var held = new List<(string, int)>();
        foreach (var shard in (await Answer(() => People.GalleryGrain(gallery).Layout())).Versions.SelectMany(v => v.Shards))
        {
            var names = await Answer(() => People.Shard(shard, gallery).List(null, 1000));
            held.AddRange(names.Select(n => (n, shard)));
        }

        return held;
    }
}
