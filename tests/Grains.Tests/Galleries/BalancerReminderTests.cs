using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>A reminder continues a rebalance whose process died, also if the gallery is not used.</summary>
public sealed class BalancerReminderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rebalance_ProcessDiesAndGalleryIsUnused_ReminderContinuesIt()
    {
        var (storage, reference) = (new MortalStorage(), ReferenceGallery.Of(10));
        await using (var wide = await PeopleGrid.Start(storage))
        {
            await reference.Enroll(wide.People);
        }

        await using (var begun = await Start(storage, Rebalances.DisableAutomatic))
        {
            Assert.True(await begun.People.Balancer().Step(CancellationToken.None));
            Assert.NotNull((await begun.People.GalleryGrain().Layout()).Rebalance);
            await ComeDueSoon(begun);
        }

        storage = storage.NextLife();
        var gallery = storage.Keys.Single(k => k.EndsWith("lobby|gallery", StringComparison.Ordinal));
        Assert.False(IsDone());
        await using var next = await Start(storage);
        await Until(() => Task.FromResult(IsDone()), "the rebalance was not continued");
        await reference.AssertSettled(next.People);
        Assert.Equal(2, await next.People.ShardCount());

        // The reminder is deleted when no rebalance is recorded.
        await Until(async () => (await Table(next).ReadRows(0, 0)).Reminders.Count == 0, "a reminder is left");

        bool IsDone() => storage[gallery].Contains("\"Rebalance\":null", StringComparison.Ordinal);
    }

    /// <summary>Shortens the reminder in its table: through the silo, a minute is the least period.</summary>
    private static async Task ComeDueSoon(PeopleGrid grid)
    {
        var reminder = Assert.Single((await Table(grid).ReadRows(0, 0)).Reminders);
        Assert.Equal(("balance", grid.People.Balancer().GetGrainId()), (reminder.ReminderName, reminder.GrainId));
        Assert.Equal(TimeSpan.FromMinutes(1), reminder.Period);
        (reminder.StartAt, reminder.Period) = (DateTime.UtcNow, TimeSpan.FromMilliseconds(500));
        Assert.NotNull(await Table(grid).UpsertRow(reminder));
    }

    private static async Task Until(Func<Task<bool>> condition, string otherwise)
    {
        var patience = DateTime.UtcNow.AddSeconds(30);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < patience, otherwise);
            await Task.Delay(20);
        }
    }

    private static IReminderTable Table(PeopleGrid grid) => grid.Services.GetRequiredService<IReminderTable>();

    private Task<PeopleGrid> Start(MortalStorage storage, Action<IServiceCollection>? change = null) => PeopleGrid.Start(
        storage,
        shardCapacity: 8,
        change: services =>
        {
            services.AddSqliteReminders(_folder["reminders.db"]);
            change?.Invoke(services);
        });
}
