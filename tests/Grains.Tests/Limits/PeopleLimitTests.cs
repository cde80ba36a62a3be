using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Limits;

/// <summary>How many people a tenant may enrol.</summary>
public sealed class PeopleLimitTests
{
    private readonly Random _random = new(11);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Enroll_UpToTheLimit_IsNeverRefusedAndOneMoreIs(int most)
    {
        await using var grid = await Start(most);
        for (var i = 0; i < most; i++)
        {
            await grid.People.Enroll($"person-{i}", Face());
        }

        var refused = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Enroll("late", Face()));
        Assert.Equal((GridError.LimitReached, false), (refused.Error, refused.IsRetryable));
        Assert.Contains($"Limits:MaxPeople lets it have {most}", refused.Message, StringComparison.Ordinal);
        Assert.Null(await grid.People.Get("late"));
        Assert.Equal(most, (await grid.People.List()).Count);
    }

    [Theory]
    [InlineData(20, 6)]
    [InlineData(20, 1000)]
    [InlineData(5, 2)]
    [InlineData(31, 4)]
    public async Task Enroll_ManyAtOnceOverTwoGalleriesAndSmallShards_ExactlyTheLimitGetIn(int most, int shardCapacity)
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(
            services =>
            {
                People.Configure(services, storage, shardCapacity);
                services.Configure<TenantLimits>(l => l.Default.MaxPeople = most);
            },
            silos: 2);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Outcome(() => grid.People.Enroll($"person-{i}", Face(), i % 2 == 0 ? "lobby" : "lab"))));

        // Those that were told to ask again, because places were still undecided, do.
        var people = outcomes.Count(o => o is null);
        Assert.All(outcomes, o => Assert.True(o is null or GridError.LimitReached or GridError.TooManyRequests, o.ToString()));
        for (var i = 40; people < most; i++)
        {
            await grid.People.Enroll($"person-{i}", Face(), "lab");
            people++;
        }

        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("late", Face(), "lobby")));
        Assert.Equal(most, (await grid.People.List("lobby")).Concat(await grid.People.List("lab")).Distinct().Count());
    }

    [Fact]
    public async Task Enroll_SamePersonInTwoGalleries_CountsOnce()
    {
        await using var grid = await Start(2);
        var (alice, bob) = (Face(), Face());
        await grid.People.Enroll("alice", alice);
        await grid.People.Enroll("alice", alice, "lab");
        await grid.People.Enroll("bob", bob);
        await grid.People.Enroll("bob", bob, "lab");
        await grid.People.Enroll("bob", Face(), "roof");
        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("carol", Face())));
        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("carol", Face(), "cellar")));
    }

    [Fact]
    public async Task Remove_AtTheLimit_OneMoreFitsAndNotTwo()
    {
        await using var grid = await Start(3);
        foreach (var name in new[] { "alice", "bob", "carol" })
        {
            var face = Face();
            await grid.People.Enroll(name, face);
            await grid.People.Enroll(name, face, "lab");
        }

        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("dave", Face())));
        await grid.People.Remove("bob");
        await grid.People.Enroll("dave", Face());
        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("erin", Face())));
        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("bob", Face(), "lab")));
    }

    [Fact]
    public async Task Enroll_AfterARestart_CountsThoseWhoAreThere()
    {
        var storage = new MortalStorage();
        await using (var before = await Start(3, storage: storage))
        {
            await before.People.Enroll("alice", Face());
            await before.People.Enroll("bob", Face());
        }

        await using var grid = await Start(3, storage: storage.NextLife());
        await grid.People.Enroll("carol", Face());
        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("dave", Face())));
    }

    [Fact]
    public async Task Enroll_StorageFails_ThePlaceIsNotLost()
    {
        var storage = new MortalStorage();
        await using var grid = await Start(2, storage: storage);
        await grid.People.Enroll("alice", Face());
        for (var i = 0; i < 3; i++)
        {
            storage.FailNext(1);
            await Assert.ThrowsAnyAsync<Exception>(() => grid.People.Enroll("bob", Face()));
        }

        await grid.People.Enroll("bob", Face());
        Assert.Equal(GridError.LimitReached, await Outcome(() => grid.People.Enroll("carol", Face())));
    }

    [Fact]
    public async Task Enroll_TenantWithoutLimit_IsNotRefused()
    {
        await using var grid = await Start(1, l => l.Tenants[GridKeys.DefaultTenant] = new LimitSet { MaxPeople = 0 });
        await grid.People.Enroll("alice", Face());
        await grid.People.Enroll("bob", Face());
        Assert.Equal(2, (await grid.People.List()).Count);
    }

    private static async Task<GridError?> Outcome(Func<Task> enrol)
    {
        try
        {
            await enrol();
            return null;
        }
        catch (GridRequestException exception)
        {
            return exception.Error;
        }
    }

    private static Task<PeopleGrid> Start(int most, Action<TenantLimits>? more = null, MortalStorage? storage = null) => PeopleGrid.Start(
        storage ?? new MortalStorage(),
        change: services => services.Configure<TenantLimits>(l =>
        {
            l.Default.MaxPeople = most;
            more?.Invoke(l);
        }));

    private float[] Face() => FakeEncoder.RandomEncoding(_random);
}
