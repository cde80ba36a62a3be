using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Limits;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>The parts of an activated gallery shard, over the header that was read.</summary>
internal sealed partial class ShardParts
{
    private readonly IGrainFactory _grains;
    private readonly ShardKey _key;

    /// <param name="shard">The grain.</param>
    /// <param name="headerName">State name of the header.</param>
    public ShardParts(
        GalleryShardGrain shard,
        string headerName,
        IPersistentState<ShardHeader> header,
        IGrainFactory grains,
        IServiceProvider services,
        ShardOptions options,
        TenantLimits limits,
        TimeProvider time,
        ILogger logger)
    {
        var key = shard.GetPrimaryKeyString();
        (_grains, _key) = (grains, ShardKey.Parse(key));
        var storage = services.GetRequiredKeyedService<IGrainStorage>(GridStorage.Name);
        var outcome = new WriteOutcome(shard, WriteOutcome.Probe<ShardHeader>(storage, headerName, shard.GetGrainId()), logger);
        var keyStorage = services.GetKeyedService<IGrainStorage>(GridStorage.Keys);
        var stores = new ShardStores(shard.GetGrainId(), key, storage, keyStorage, services.GetService<IKeyEncryption>());
        Header = new ShardHeaderStore(header);
        Pages = new ShardPages(stores, Header, outcome.EndUnlessDefinite);
        Entries = new ShardEntryTable(Pages, Index, Header, time);
        Drain = new ShardDrain(Header, IsInLayout, outcome.EndUnlessDefinite);
        Quota = new AdmissionQuota(() => grains.GetGrain<IPeopleLimitGrain>(_key.Tenant).Admit(key));
        Resolver = new InDoubtResolver(_key, Entries, ReadIdentity, reason => LogQuarantined(logger, key, reason.Error));
        Audit = new ShardAudit(_key, Entries, Resolver, ReadIdentity, () => Pages.WriteStale(() => Drain.IsClosed), logger);
        Maintenance = new ShardMaintenance(
            key,
            Entries,
            Resolver,
            Drain,
            options,
            (run, delay) => shard.RegisterGrainTimer(
                run, new GrainTimerCreationOptions(delay, Timeout.InfiniteTimeSpan) { Interleave = true }),
            () => grains.GetGrain<IGalleryBalancerGrain>(_key.GalleryKey).Wake(Header.ModelVersion),
            logger);
        Commits = new ShardCommitProtocol(
            key, Header, Entries, Drain, Quota, Maintenance, options, () => limits.MaxPeople(_key.Tenant) != 0);
    }

    public ShardIndex Index { get; } = new();

    public ShardHeaderStore Header { get; }

    public ShardPages Pages { get; }

    public ShardEntryTable Entries { get; }

    public ShardDrain Drain { get; }

    public AdmissionQuota Quota { get; }

    public InDoubtResolver Resolver { get; }

    public ShardAudit Audit { get; }

    public ShardMaintenance Maintenance { get; }

    public ShardCommitProtocol Commits { get; }

    private Task<KeyedIdentity?> ReadIdentity(string name) =>
        _grains.GetGrain<IIdentityGrain>(GridKeys.Identity(_key.Tenant, name)).GetForGallery();

    private async Task<bool> IsInLayout()
    {
        var layout = await _grains.GetGrain<IGalleryGrain>(_key.GalleryKey).Layout();
        return layout.Versions.Any(v => v.Shards.Contains(_key.Number));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery shard {Shard} has quarantined an entry: {Error}.")]
    private static partial void LogQuarantined(ILogger logger, string shard, GridError error);
}
