using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Galleries;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Embedded;

/// <summary>A rebalance whose process died goes on by its reminder, also where nobody asks for the gallery. Here only: the clock is moved.</summary>
public sealed class BalancerReminderTests
{
    [Fact]
    public async Task Rebalance_ProcessDiesAndNobodyAsks_ReminderGoesOn()
    {
        using var folder = new TemporaryFolder();
        var (storage, crowd) = (new MortalStorage(), Crowd.Of(10));
        await using (var wide = await PeopleGrid.Start(storage))
        {
            await crowd.Enroll(wide.People);
        }

        await using (var begun = await Start(storage, folder, Rebalances.OnlyWhenAsked))
        {
            Assert.True(await begun.People.Balancer().Step(CancellationToken.None));
            Assert.NotNull((await begun.People.GalleryGrain().Layout()).Rebalance);
        }

        var gallery = storage.Keys.Single(k => k.EndsWith("lobby|gallery", StringComparison.Ordinal));
        Assert.DoesNotContain("\"Rebalance\":null", storage[gallery], StringComparison.Ordinal);
        await using (var next = await Start(storage, folder, services => services.AddSingleton<TimeProvider>(new LaterTime())))
        {
            while (!storage[gallery].Contains("\"Rebalance\":null", StringComparison.Ordinal))
            {
                await Task.Delay(20);
            }

            await crowd.AssertSettled(next.People);
            Assert.Equal(2, await next.People.ShardCount());
        }
    }

    private static Task<PeopleGrid> Start(MortalStorage storage, TemporaryFolder folder, Action<IServiceCollection> change) => PeopleGrid.Start(
        storage,
        shardCapacity: 8,
        change: services =>
        {
            services.AddSqliteReminders(folder["reminders.db"]);
            change(services);
        });

    /// <summary>Two minutes on, so that the reminder is due.</summary>
    private sealed class LaterTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromMinutes(2);
    }
}
