using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
    private ShardParts _parts = null!;

    /// <summary>A key-encryption key is missing: every call throws this, since a search over part of a gallery is wrong.</summary>
    private GridRequestException? _locked;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _parts = new ShardParts(this, StateName, header, GrainFactory, ServiceProvider, _options, tenantLimits.Value, time, logger);
        var faults = await _parts.Pages.Load();
        _locked = faults.FirstOrDefault(f => f.Error is GridError.MissingKey);
        if (_locked is not null)
        {
            return;
        }

        foreach (var fault in faults)
        {
            LogUnreadable(logger, Key, fault.Error);
        }

        _parts.Index.Load(_parts.Pages.Slots.Where(s => !s.IsInDoubt).Select(s => s.Entry));

        // The process died during a change: the record has the outcome. Entries whose identity cannot answer now stay unresolved.
        try
        {
            await _parts.Resolver.ResolveUnresolved();
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingKey)
        {
            // The identity's own key is wrapped under a key-encryption key that its copies here do not need.
            _locked = exception;
            return;
        }

        // A rebalance that the balancer was notified of before may be incomplete.
        _parts.Maintenance.ScheduleBalance();
        StartAudit();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The parts do not exist if the activation itself has failed.
        if (_parts?.Drain is not { IsClosed: false })
        {
            return;
        }

        try
        {
            await _parts.Pages.WriteStaleAtOnce();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Storage still marks resolved entries as in doubt; the next activation resolves them again.
        }
    }

    public Task<bool> Prepare(string modelVersion, ShardEntry entry)
    {
        ThrowIfLocked();
        return _parts.Commits.Prepare(modelVersion, entry);
    }

    public Task<bool> Commit(string modelVersion, ShardEntry entry)
    {
        ThrowIfLocked();
        return _parts.Commits.Commit(modelVersion, entry);
    }

    public Task PrepareRemoval(string identity)
    {
        ThrowIfLocked();
        return _parts.Commits.PrepareRemoval(identity);
    }

    public Task CommitRemoval(string identity)
    {
        ThrowIfLocked();
        return _parts.Commits.CommitRemoval(identity);
    }

    public Task<bool> Release(string identity, long layout)
    {
        ThrowIfLocked();
        return _parts.Commits.Release(identity, layout);
    }

    public async Task<ShardAnswer> Search(string modelVersion, float[] probe, int count, TemplateFusion fusion, long layout)
    {
        await ThrowIfUnresolved();
        _parts.Commits.CheckModel(modelVersion, mayBind: false);
        return await _parts.Drain.IsListed() && !_parts.Drain.IsOutdated(layout)
            ? _parts.Index.Search(probe, count, fusion)
            : throw Outdated();
    }

    public async Task<IReadOnlyList<string>> List(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        await ThrowIfUnresolved();
        return _parts.Index.List(after, count);
    }

    public async Task<ShardSize> Size()
    {
        await ThrowIfUnresolved();
        return new ShardSize(_parts.Index.People, _parts.Index.Templates, _parts.Index.Changes);
    }

    public Task<ShardLoad> Load()
    {
        ThrowIfLocked();
        return Task.FromResult(_parts.Entries.Load() with { InDoubt = _parts.Pages.InDoubt, Unreadable = _parts.Pages.Quarantined.Count });
    }

    private ValueTask ThrowIfUnresolved()
    {
        ThrowIfLocked();
        return _parts.Resolver.ThrowIfUnresolved();
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
