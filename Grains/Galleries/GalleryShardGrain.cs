using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Limits;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryShardGrain"/>
/// <remarks>
/// Reentrant: searches and other people's changes proceed while a page is being written. Between two awaits no other turn runs, so the
/// entries and the search index always agree when a search reads them.
/// </remarks>
[Reentrant]
public sealed partial class GalleryShardGrain(
    [PersistentState(GalleryShardGrain.StateName, GridStorage.Name)] IPersistentState<ShardHeader> header,
    IOptions<ShardOptions> shardOptions,
    IOptions<TenantLimits> tenantLimits,
    TimeProvider time,
    ILogger<GalleryShardGrain> logger) : Grain, IGalleryShardGrain
{
    private const string StateName = "shard";

    private readonly ShardOptions _options = shardOptions.Value;
    private readonly ShardIndex _index = new();
    private ShardKey _key;
    private ShardHeaderStore _header = null!;
    private ShardPages _pages = null!;
    private ShardEntryTable _entries = null!;
    private InDoubtResolver _resolver = null!;
    private ShardAudit _audit = null!;
    private ShardDrain _drain = null!;
    private ShardMaintenance _maintenance = null!;
    private AdmissionQuota _quota = null!;
    private ShardCommitProtocol _commits = null!;

    /// <summary>A key-encryption key is missing: every call throws this, since a search over part of a gallery is wrong.</summary>
    private GridRequestException? _locked;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = ShardKey.Parse(Key);
        Compose();
        var faults = await _pages.Load();
        _locked = faults.FirstOrDefault(f => f.Error is GridError.MissingKey);
        if (_locked is not null)
        {
            return;
        }

        foreach (var fault in faults)
        {
            LogUnreadable(logger, Key, fault.Error);
        }

        _index.Load(_pages.Slots.Where(s => !s.IsInDoubt).Select(s => s.Entry));

        // The process died during a change: the record has the outcome. Entries whose identity cannot answer now stay unresolved.
        try
        {
            await _resolver.ResolveUnresolved();
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingKey)
        {
            // The identity's own key is wrapped under a key-encryption key that its copies here do not need.
            _locked = exception;
            return;
        }

        // A rebalance that the balancer was notified of before may be incomplete.
        _maintenance.ScheduleBalance();
        StartAudit();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The parts do not exist if the activation itself has failed.
        if (_drain is not { IsClosed: false })
        {
            return;
        }

        try
        {
            await _pages.WriteStaleAtOnce();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Storage still marks resolved entries as in doubt; the next activation resolves them again.
        }
    }

    public Task<bool> Prepare(string modelVersion, ShardEntry entry)
    {
        ThrowIfLocked();
        return _commits.Prepare(modelVersion, entry);
    }

    public Task<bool> Commit(string modelVersion, ShardEntry entry)
    {
        ThrowIfLocked();
        return _commits.Commit(modelVersion, entry);
    }

    public Task PrepareRemoval(string identity)
    {
        ThrowIfLocked();
        return _commits.PrepareRemoval(identity);
    }

    public Task CommitRemoval(string identity)
    {
        ThrowIfLocked();
        return _commits.CommitRemoval(identity);
    }

    public Task<bool> Release(string identity, long layout)
    {
        ThrowIfLocked();
        return _commits.Release(identity, layout);
    }

    public async Task<ShardAnswer> Search(string modelVersion, float[] probe, int count, TemplateFusion fusion, long layout)
    {
        await ThrowIfUnresolved();
        _commits.CheckModel(modelVersion, mayBind: false);
        return await _drain.IsListed() && !_drain.IsOutdated(layout) ? _index.Search(probe, count, fusion) : throw Outdated();
    }

    public async Task<IReadOnlyList<string>> List(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        await ThrowIfUnresolved();
        return _index.List(after, count);
    }

    public async Task<ShardSize> Size()
    {
        await ThrowIfUnresolved();
        return new ShardSize(_index.People, _index.Templates, _index.Changes);
    }

    public Task<ShardLoad> Load()
    {
        ThrowIfLocked();
        return Task.FromResult(_entries.Load() with { InDoubt = _pages.InDoubt, Unreadable = _pages.Quarantined.Count });
    }

    /// <summary>Creates the parts of the shard, over the header that was read.</summary>
    private void Compose()
    {
        var storage = ServiceProvider.GetRequiredKeyedService<IGrainStorage>(GridStorage.Name);
        var outcome = new WriteOutcome(this, WriteOutcome.Probe<ShardHeader>(storage, StateName, this.GetGrainId()), logger);
        var stores = new ShardStores(
            this.GetGrainId(),
            Key,
            storage,
            ServiceProvider.GetKeyedService<IGrainStorage>(GridStorage.Keys),
            ServiceProvider.GetService<IKeyEncryption>());
        _header = new ShardHeaderStore(header);
        _pages = new ShardPages(stores, _header, outcome.EndUnlessDefinite);
        _entries = new ShardEntryTable(_pages, _index, _header, time);
        _drain = new ShardDrain(_header, IsInLayout, outcome.EndUnlessDefinite);
        _quota = new AdmissionQuota(() => GrainFactory.GetGrain<IPeopleLimitGrain>(_key.Tenant).Admit(Key));
        _resolver = new InDoubtResolver(
            _key,
            _entries,
            ReadIdentity,
            reason => LogQuarantined(logger, Key, reason.Error));
        _audit = new ShardAudit(_key, _entries, _resolver, ReadIdentity, Flush, logger);
        _maintenance = new ShardMaintenance(
            Key,
            _entries,
            _resolver,
            _drain,
            _options,
            (run, delay) => this.RegisterGrainTimer(
                run, new GrainTimerCreationOptions(delay, Timeout.InfiniteTimeSpan) { Interleave = true }),
            () => GrainFactory.GetGrain<IGalleryBalancerGrain>(_key.GalleryKey).Wake(_header.ModelVersion),
            logger);
        _commits = new ShardCommitProtocol(
            Key, _header, _entries, _drain, _quota, _maintenance, _options, () => tenantLimits.Value.MaxPeople(_key.Tenant) != 0);
    }

    private Task<KeyedIdentity?> ReadIdentity(string name) =>
        GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(_key.Tenant, name)).GetForGallery();

    private async Task<bool> IsInLayout()
    {
        var layout = await GrainFactory.GetGrain<IGalleryGrain>(_key.GalleryKey).Layout();
        return layout.Versions.Any(v => v.Shards.Contains(_key.Number));
    }

    private ValueTask ThrowIfUnresolved()
    {
        ThrowIfLocked();
        return _resolver.ThrowIfUnresolved();
    }

    private void ThrowIfLocked()
    {
        if (_locked is not null)
        {
            throw _locked.WithReason(_locked.Reason);
        }
    }

    private GridRequestException Outdated() => new(
        GridError.OutdatedLayout,
        $"gallery shard '{Key}'",
        "people have moved since the gallery was described; the caller must describe it again");
}
