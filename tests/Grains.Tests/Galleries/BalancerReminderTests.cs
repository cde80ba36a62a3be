using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>A rebalance whose process died goes on by its reminder, also where nobody asks for the gallery.</summary>
public sealed class BalancerReminderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rebalance_ProcessDiesAndNobodyAsks_ReminderGoesOn()
    {
        var (storage, crowd) = (new MortalStorage(), Crowd.Of(10));
        await using (var wide = await PeopleGrid.Start(storage))
        {
            await crowd.Enroll(wide.People);
        }

        await using (var begun = await Start(storage, Rebalances.OnlyWhenAsked))
        {
            Assert.True(await begun.People.Balancer().Step(CancellationToken.None));
            Assert.NotNull((await begun.People.GalleryGrain().Layout()).Rebalance);
            await ComeDueSoon(begun);
        }

        storage = storage.NextLife();
        var gallery = storage.Keys.Single(k => k.EndsWith("lobby|gallery", StringComparison.Ordinal));
        Assert.False(IsDone());
        await using var next = await Start(storage);
        await Until(() => Task.FromResult(IsDone()), "the rebalance did not go on");
        await crowd.AssertSettled(next.People);
        Assert.Equal(2, await next.People.ShardCount());

        // And it goes when there is nothing to look after.
        await Until(async () => (await Table(next).ReadRows(0, 0)).Reminders.Count == 0, "a reminder is left");

        bool IsDone() => storage[gallery].Contains("\"Rebalance\":null", StringComparison.Ordinal);
    }

    /// <summary>It would fire after a minute, the least period that silos accept: it is shortened where it is stored.</summary>
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
