using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class ShardCommitProtocolTests
{
    private readonly MortalStorage _storage = new();
    private readonly ShardOptions _options = new() { Capacity = 2 };
    private TestShard _shard = null!;
    private ShardDrain _drain = null!;
    private AdmissionQuota _quota = null!;
    private bool _hasPeopleLimit;

    [Fact]
    public async Task Commit_Prepared_EntryIsSearchableOnlyAfterwards()
    {
        var protocol = await Start();

        Assert.True(await protocol.Prepare(People.Model, TestShard.Entry("anna")));
        Assert.Equal((1, 0), (_shard.Pages.InDoubt, _shard.Index.People));
        Assert.True(await protocol.Commit(People.Model, TestShard.Entry("anna")));

        Assert.Equal((0, 1), (_shard.Pages.InDoubt, _shard.Index.People));
    }

    [Fact]
    public async Task Commit_Repeated_WritesNothing()
    {
        var protocol = await Start();
        await protocol.Prepare(People.Model, TestShard.Entry("anna"));
        await protocol.Commit(People.Model, TestShard.Entry("anna"));
        var writes = _storage.Writes;

        Assert.True(await protocol.Commit(People.Model, TestShard.Entry("anna")));

        Assert.Equal(writes, _storage.Writes);
    }

    [Fact]
    public async Task Commit_EntryWasAborted_IsRestoredDurably()
    {
        var protocol = await Start();

        Assert.True(await protocol.Commit(People.Model, TestShard.Entry("anna")));

        Assert.True(_shard.Index.Contains("anna"));
        Assert.NotNull((await TestShard.Activate(_storage.NextLife())).Pages.Find("anna"));
    }

    [Fact]
    public async Task Prepare_WriteFails_EntryIsAbsentAndCanBePreparedAgain()
    {
        var protocol = await Start();
        await protocol.Prepare(People.Model, TestShard.Entry("anna"));
        _storage.FailNext(1);

        await Assert.ThrowsAsync<GrainStoreException>(() => protocol.Prepare(People.Model, TestShard.Entry("bert")));
        Assert.Null(_shard.Pages.Find("bert"));

        Assert.True(await protocol.Prepare(People.Model, TestShard.Entry("bert")));
    }

    [Fact]
    public async Task Prepare_ShardIsFullOrDrained_AdmitsOnlyPeopleItHolds()
    {
        var protocol = await Start();
        await protocol.Prepare(People.Model, TestShard.Entry("anna"));
        await protocol.Prepare(People.Model, TestShard.Entry("bert"));
        Assert.False(await protocol.Prepare(People.Model, TestShard.Entry("cleo")));
        Assert.True(await protocol.Prepare(People.Model, TestShard.Entry("bert", version: 2)));

        await protocol.CommitRemoval("bert");
        await _drain.Begin(1);
        Assert.False(await protocol.Prepare(People.Model, TestShard.Entry("cleo")));
        Assert.False(await protocol.Commit(People.Model, TestShard.Entry("cleo")));
        Assert.True(await protocol.Prepare(People.Model, TestShard.Entry("anna", version: 2)));
    }

    [Fact]
    public async Task Prepare_DrainBeginsWhileAPlaceIsAwaited_IsNotAdmitted()
    {
        _hasPeopleLimit = true;
        var protocol = await Start();

        var preparing = protocol.Prepare(People.Model, TestShard.Entry("anna"));
        await _drain.Begin(1);
        _quota.Add(1);

        Assert.False(await preparing);
        Assert.Empty(_quota.Admitted);
        Assert.Null(_shard.Pages.Find("anna"));
    }

    [Fact]
    public async Task Prepare_OtherModelVersion_Throws()
    {
        var protocol = await Start();
        await protocol.Prepare(People.Model, TestShard.Entry("anna"));

        var error = await Assert.ThrowsAsync<GridRequestException>(() => protocol.Prepare(People.NextModel, TestShard.Entry("bert")));

        Assert.Equal(GridError.ModelMismatch, error.Error);
    }

    [Fact]
    public async Task Release_DrainedForTheLayout_HidesThePersonUntilTheRemovalIsCommitted()
    {
        var protocol = await Start();
        await protocol.Commit(People.Model, TestShard.Entry("anna"));
        Assert.False(await protocol.Release("anna", 1));
        await _drain.Begin(1);

        Assert.True(await protocol.Release("anna", 1));

        Assert.Equal((0, 1), (_shard.Index.People, _shard.Pages.InDoubt));
        await protocol.CommitRemoval("anna");
        Assert.DoesNotContain("anna", _storage.Everything, StringComparison.Ordinal);
    }

    private async Task<ShardCommitProtocol> Start()
    {
        _shard = await TestShard.Activate(_storage);
        _drain = new ShardDrain(_shard.Header, () => Task.FromResult(true), write => write);
        _quota = new AdmissionQuota(() => Task.Delay(Timeout.Infinite));
        var resolver = new InDoubtResolver(
            ShardKey.Parse(TestShard.Key), _shard.Entries, _ => throw new InvalidOperationException(), _ => { });
        var maintenance = new ShardMaintenance(
            TestShard.Key,
            _shard.Entries,
            resolver,
            _drain,
            _options,
            startTimer: (_, _) => { },
            wakeBalancer: () => Task.CompletedTask,
            NullLogger.Instance);
        return new ShardCommitProtocol(
            TestShard.Key, _shard.Header, _shard.Entries, _drain, _quota, maintenance, _options, () => _hasPeopleLimit);
    }
}
