using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class InDoubtResolverTests
{
    private static readonly ShardKey Key = ShardKey.Parse(TestShard.Key);

    private readonly List<GridRequestException> _quarantined = [];

    [Fact]
    public async Task ResolveOlder_RecordListsTheShard_EntryIsCommittedAsTheRecordHasIt()
    {
        var shard = await Prepared();

        var found = new KeyedIdentity(Record(version: 2, seed: 9, shard: 0), null);
        await Resolver(shard, _ => Task.FromResult<KeyedIdentity?>(found)).ResolveOlder(TimeSpan.Zero);

        var slot = shard.Pages.Find("anna")!;
        Assert.Equal((false, 2L), (slot.IsInDoubt, slot.Entry.Version));
        var answer = shard.Index.Search(FakeEncoder.RandomEncoding(new Random(9)), 1, TemplateFusion.Best);
        Assert.Equal(0, answer.Hits[0].Distance, 1e-12);
    }

    [Fact]
    public async Task ResolveOlder_RecordListsAnotherShardOrIsAbsent_EntryIsAborted()
    {
        foreach (var found in new KeyedIdentity?[] { null, new(Record(version: 2, seed: 9, shard: 1), null) })
        {
            var shard = await Prepared();

            await Resolver(shard, _ => Task.FromResult(found)).ResolveOlder(TimeSpan.Zero);

            Assert.Null(shard.Pages.Find("anna"));
            Assert.True(shard.Pages.NeedMaintenance);
        }
    }

    [Fact]
    public async Task ResolveOlder_RecordCannotBeRead_EntryIsQuarantined()
    {
        var shard = await Prepared();
        var damaged = new GridRequestException(GridError.DamagedRecord, "identity 'anna'", "was altered");

        await Resolver(shard, _ => Task.FromException<KeyedIdentity?>(damaged)).ResolveOlder(TimeSpan.Zero);

        Assert.Same(damaged, Assert.Single(_quarantined));
        Assert.Same(damaged, Assert.Single(shard.Pages.Quarantined).Reason);
    }

    [Fact]
    public async Task ResolveOlder_IdentityCannotAnswerNow_EntryStaysInDoubtHoweverOldItIs()
    {
        var shard = await Prepared();
        foreach (var error in new[] { GridError.StorageUnavailable, GridError.Undecided })
        {
            var refusal = new GridRequestException(error, "identity 'anna'", "ask again");
            await Resolver(shard, _ => Task.FromException<KeyedIdentity?>(refusal)).ResolveOlder(TimeSpan.Zero);
        }

        Assert.True(shard.Pages.Find("anna")!.IsInDoubt);
    }

    [Fact]
    public async Task ResolveOlder_EntryChangesDuringTheCall_OutdatedRecordIsIgnored()
    {
        var shard = await Prepared();
        var answer = new TaskCompletionSource<KeyedIdentity?>();
        var resolving = Resolver(shard, _ => answer.Task).ResolveOlder(TimeSpan.Zero);

        shard.Pages.Replace(shard.Pages.Find("anna")!, TestShard.Entry("anna", version: 2, seed: 3));
        answer.SetResult(null);
        await resolving;

        Assert.True(shard.Pages.Find("anna")!.IsInDoubt);
        Assert.Equal(2, shard.Pages.Find("anna")!.Entry.Version);
    }

    [Fact]
    public async Task ResolveOlder_PreparedLater_IsNotRead()
    {
        var shard = await Prepared();
        var resolver = Resolver(shard, _ => throw new InvalidOperationException("read"));

        await resolver.ResolveOlder(TimeSpan.FromMinutes(10));

        Assert.True(shard.Pages.Find("anna")!.IsInDoubt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ResolveOlder_ClockIsSetByAnHour_OnlyElapsedTimeCounts(int hours)
    {
        var time = new ShiftedTime();
        var shard = await Prepared(time);
        var resolver = Resolver(shard, _ => Task.FromResult<KeyedIdentity?>(null));

        time.SetClock(TimeSpan.FromHours(hours));
        await resolver.ResolveOlder(TimeSpan.FromMinutes(10));
        Assert.True(shard.Pages.Find("anna")!.IsInDoubt);

        time.Advance(TimeSpan.FromMinutes(10));
        await resolver.ResolveOlder(TimeSpan.FromMinutes(10));
        Assert.Null(shard.Pages.Find("anna"));
    }

    private static async Task<TestShard> Prepared(TimeProvider? time = null)
    {
        var shard = await TestShard.Activate(new MortalStorage(), time);
        await shard.Add("anna", isCommitted: false);
        return shard;
    }

    private static IdentityRecord Record(long version, int seed, int shard) => new(
        "anna",
        version,
        [new Template(TestShard.Entry("anna", version, seed).Encodings, People.Model, null, DateTimeOffset.UnixEpoch, "anna.jpg")],
        [new GalleryMembership("lobby", shard, People.Model)],
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch);

    private InDoubtResolver Resolver(TestShard shard, Func<string, Task<KeyedIdentity?>> read) =>
        new(Key, shard.Entries, read, _quarantined.Add);
}
