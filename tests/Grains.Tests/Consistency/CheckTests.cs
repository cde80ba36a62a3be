using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;

namespace FaceGrid.Grains.Tests.Consistency;

/// <summary>Comparison of shards and identities over a storage in which they disagree.</summary>
public sealed class CheckTests
{
    private const string Page = "galleryshard/default/lobby/0|page-0";

    private static readonly string[] Names = ["alice", "bob", "carol"];

    private readonly Dictionary<string, float[]> _faces;
    private readonly float[] _second;

    public CheckTests()
    {
        var random = new Random(71);
        _faces = Names.ToDictionary(n => n, _ => FakeEncoder.RandomEncoding(random), StringComparer.Ordinal);
        _second = FakeEncoder.RandomEncoding(random);
    }

    public static TheoryData<string, CopyFaultKind, int> Plants => new()
    {
        { "record lost", CopyFaultKind.EntryWithoutRecord, 1 },
        { "page lost", CopyFaultKind.RecordWithoutEntry, 3 },
        { "page of before the second photo", CopyFaultKind.EntryDiffers, 1 },
    };

    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Check_ShardAndRecordDisagree_IsNamedThenRepaired(string plant, CopyFaultKind kind, int faults)
    {
        using var keys = new TestKeys(isOn: false);
        await using var grid = await keys.Start(await Planted(keys, plant));

        var found = await Audit(grid.People, repair: false);
        Assert.Equal(Enumerable.Repeat(kind, faults), found.Select(f => f.Kind));
        Assert.Equal(faults == 1 ? ["alice"] : Names, found.Select(f => f.Identity).Order(StringComparer.Ordinal));
        Assert.All(found, f => Assert.Equal(("lobby", (int?)0, false), (f.Gallery, f.Shard, f.Repaired)));
        Assert.Equal(found, await Audit(grid.People, repair: false));

        Assert.All(await Audit(grid.People, repair: true), f => Assert.True(f.Repaired));
        Assert.Empty(await Audit(grid.People, repair: false));
        await AssertRight(grid.People, plant);
    }

    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Repair_NextProcess_ReadsWhatWasRepaired(string plant, CopyFaultKind kind, int faults)
    {
        Assert.True(faults > 0, kind.ToString());
        using var keys = new TestKeys();
        var storage = await Planted(keys, plant);
        await using (var grid = await keys.Start(storage))
        {
            await Audit(grid.People, repair: true);
        }

        await using var next = await keys.Start(storage.NextLife());
        Assert.Empty(await Audit(next.People, repair: false));
        await AssertRight(next.People, plant);
    }

    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Background_ShardAndRecordDisagree_IsRepairedWithoutARequest(string plant, CopyFaultKind kind, int faults)
    {
        Assert.True(faults > 0, kind.ToString());
        using var keys = new TestKeys(isOn: false);
        var storage = await Planted(keys, plant);
        await using var grid = await PeopleGrid.Start(
            storage, change: services => services.Configure<ShardOptions>(o => o.AuditPeriod = TimeSpan.FromMilliseconds(20)));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        // Activates the shard.
        await grid.People.Shard(0).Size();
        while ((await Audit(grid.People, repair: false)).Count > 0)
        {
            Assert.False(patience.IsCancellationRequested, plant);
            await Task.Delay(10);
        }

        await AssertRight(grid.People, plant);
    }

    [Fact]
    public async Task Check_KeyErased_UnreadableRecordIsNamedAndARemovalHeals()
    {
        using var keys = new TestKeys();
        var storage = await Enrolled(keys);
        storage.Lose("identity/default/alice|key");
        await using var grid = await keys.Start(storage.NextLife());

        var found = await Audit(grid.People, repair: true);

        Assert.All(found, f => Assert.Equal((CopyFaultKind.UnreadableRecord, "alice", false), (f.Kind, f.Identity, f.Repaired)));
        Assert.NotEmpty(found);
        Assert.True(await grid.People.Remove("alice"));
        Assert.Empty(await Audit(grid.People, repair: false));
    }

    [Fact]
    public async Task Check_QuarantinedEntryOfAPersonWithoutRecord_IsRemoved()
    {
        using var keys = new TestKeys();
        var storage = await Enrolled(keys);
        storage.Lose("identity/default/alice|key");
        storage.Lose("galleryshard/default/lobby/0|keys-0");
        var left = storage.NextLife();
        await using var grid = await keys.Start(left);
        Assert.Equal("alice", Assert.Single(await grid.People.Unreadable()).Identity);
        left.Lose("identity/default/alice|identity");
        await grid.People.Identity("alice").Cast<IGrainManagementExtension>().DeactivateOnIdle();

        var found = Assert.Single(await Audit(grid.People, repair: true));

        Assert.Equal((CopyFaultKind.UnreadableEntry, "alice", true), (found.Kind, found.Identity, found.Repaired));
        Assert.Empty(await grid.People.Unreadable());
        Assert.DoesNotContain("alice", left.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AllAgree_ExaminesEveryEntryAndRecordOnce()
    {
        using var keys = new TestKeys(isOn: false);
        await using var grid = await keys.Start((await Enrolled(keys)).NextLife());
        var check = grid.People.Check;

        var shard = Assert.Single(await check.Shards());
        var first = await check.AuditShard(shard.Key, null, 2, repair: false);
        var last = await check.AuditShard(shard.Key, first.Next, 2, repair: false);
        var records = await check.AuditRecords(null, 10, repair: false);

        Assert.Equal(("bob", 2, null, 1), (first.Next, first.Examined, last.Next, last.Examined));
        Assert.Equal((3, 3, 0, null), (shard.People, records.Examined, records.Skipped, records.Next));
    }

    private static async Task<List<CopyFault>> Audit(People people, bool repair)
    {
        var faults = new List<CopyFault>();
        foreach (var shard in await people.Check.Shards())
        {
            faults.AddRange((await people.Check.AuditShard(shard.Key, null, 100, repair)).Faults);
        }

        faults.AddRange((await people.Check.AuditRecords(null, 100, repair)).Faults);
        return [.. faults.DistinctBy(f => (f.Kind, f.Identity, f.Gallery))];
    }

    private async Task<MortalStorage> Enrolled(TestKeys keys)
    {
        var storage = new MortalStorage();
        await using var grid = await keys.Start(storage);
        foreach (var (name, face) in _faces)
        {
            await grid.People.Enroll(name, face);
        }

        return storage;
    }

    private async Task<MortalStorage> Planted(TestKeys keys, string plant)
    {
        var storage = (await Enrolled(keys)).NextLife();
        switch (plant)
        {
            case "record lost":
                storage.Lose("identity/default/alice|identity");
                break;
            case "page lost":
                storage.Lose(Page);
                break;
            default:
                var before = storage[Page];
                await using (var grid = await keys.Start(storage))
                {
                    await grid.People.Enroll("alice", _second);
                }

                storage = storage.NextLife();
                storage[Page] = before;
                break;
        }

        return storage;
    }

    private async Task AssertRight(People people, string plant)
    {
        foreach (var (name, face) in _faces)
        {
            var expected = name == "alice" && plant == "record lost" ? null : name;
            Assert.Equal(expected, (await people.Recognize(face)).Identity);
        }

        Assert.Equal(plant.StartsWith("page of", StringComparison.Ordinal) ? "alice" : null, (await people.Recognize(_second)).Identity);
    }
}
