using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class ShardPagesTests
{
    private const string FirstPage = $"galleryshard/{TestShard.Key}|page-0";

    private readonly MortalStorage _storage = new();

    [Fact]
    public async Task Load_PreparedAndCommittedEntries_AreReadWithTheirPhase()
    {
        var shard = await TestShard.Activate(_storage);
        await shard.Add("anna");
        await shard.Pages.WriteStale(() => false);
        await shard.Add("bert", isCommitted: false);

        var next = await TestShard.Activate(_storage.NextLife());

        Assert.Equal((2, 2, 1), (next.Pages.Slots.Count, next.Pages.Templates, next.Pages.InDoubt));
        Assert.True(next.Pages.Find("bert")!.IsInDoubt);
        Assert.False(next.Pages.Find("anna")!.IsInDoubt);
        Assert.Equal((1, People.Model), (next.Index.People, next.Header.ModelVersion));
    }

    [Fact]
    public async Task Load_PageOfAnEarlierVersion_HasThePhaseUnderItsFormerName()
    {
        var shard = await TestShard.Activate(_storage);
        await shard.Add("anna", isCommitted: false);
        Assert.Contains("\"Doubtful\":true", _storage[FirstPage], StringComparison.Ordinal);
        _storage[FirstPage] = _storage[FirstPage].Replace("\"Doubtful\":true", "\"Doubtful\":false", StringComparison.Ordinal);

        var next = await TestShard.Activate(_storage.NextLife());

        Assert.False(next.Pages.Find("anna")!.IsInDoubt);
    }

    [Fact]
    public async Task Write_MorePeopleThanAPageHolds_HeaderIsDurableBeforeEachNewPage()
    {
        var shard = await TestShard.Activate(_storage);
        for (var i = 0; i <= ShardPage.Capacity; i++)
        {
            await shard.Add($"person-{i}");
        }

        Assert.Equal(2, shard.Header.DurablePageCount);
        var next = await TestShard.Activate(_storage.NextLife());
        Assert.Equal(ShardPage.Capacity + 1, next.Pages.Slots.Count);
    }

    [Fact]
    public async Task Write_ProcessDiesBeforeThePage_EntryIsAbsentAfterwards()
    {
        var shard = await TestShard.Activate(_storage);
        await shard.Add("anna");
        _storage.DieAfter(0);

        await Assert.ThrowsAsync<GrainStoreException>(() => shard.Add("bert"));

        var next = await TestShard.Activate(_storage.NextLife());
        Assert.NotNull(next.Pages.Find("anna"));
        Assert.Null(next.Pages.Find("bert"));
    }

    [Fact]
    public async Task Remove_Entry_IsGoneFromMemoryAndAfterTheWriteFromStorage()
    {
        var shard = await TestShard.Activate(_storage);
        var slot = await shard.Add("anna");
        await shard.Add("bert");

        shard.Entries.Remove(slot);
        await shard.Pages.Write(slot.Page);

        Assert.Equal((1, 1, 1), (shard.Pages.Slots.Count, shard.Pages.Templates, shard.Index.People));
        Assert.True(shard.Entries.HasChangedSize);
        Assert.DoesNotContain("anna", _storage.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quarantine_Entry_StaysInStorageAndIsReplacedByANewEnrolment()
    {
        var shard = await TestShard.Activate(_storage);
        var slot = await shard.Add("anna");
        await shard.Pages.WriteStale(() => false);
        var writes = _storage.Writes;

        shard.Entries.Quarantine(slot, new GridRequestException(GridError.DamagedRecord, "identity 'anna'", "was altered"));

        Assert.False(shard.Index.Contains("anna"));
        Assert.False(shard.Pages.NeedMaintenance);
        Assert.False(shard.Pages.IsEmpty);
        Assert.Equal("anna", Assert.Single(shard.Pages.Quarantined).Stored.Entry.Identity);
        Assert.Equal(writes, _storage.Writes);
        Assert.Contains("anna", _storage.Everything, StringComparison.Ordinal);

        await shard.Add("anna");
        Assert.Empty(shard.Pages.Quarantined);
        Assert.True(shard.Index.Contains("anna"));
    }

    [Fact]
    public async Task Clear_AllPages_NothingIsLeftInStorage()
    {
        var shard = await TestShard.Activate(_storage);
        var slot = await shard.Add("anna");
        shard.Entries.Remove(slot);
        Assert.True(shard.Pages.IsEmpty);

        await new ShardDrain(shard.Header, () => Task.FromResult(false), write => write).Close(shard.Pages);

        Assert.Empty(_storage.Keys);
    }
}
