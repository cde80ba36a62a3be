using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="ITenantCheckGrain"/>
public sealed partial class TenantCheckGrain(
    IServiceProvider services, IOptions<ShardOptions> options, TimeProvider time, ILogger<TenantCheckGrain> logger)
    : Grain, ITenantCheckGrain
{
    /// <summary>Records in one background slice.</summary>
    private const int Slice = 16;

    private string? _comparedTo;
    private long? _ticked;

    private string Tenant => this.GetPrimaryKeyString();

    public async Task<IReadOnlyList<AuditedShard>> Shards()
    {
        var tenant = new TenantPeople(GrainFactory, Tenant);
        var shards = await tenant.Shards(await tenant.Galleries([]));
        var loads = await Task.WhenAll(shards.Select(s => s.Load()));
        return [.. shards.Zip(loads).Select(s => new AuditedShard(s.First.GetPrimaryKeyString(), s.Second.People + s.Second.Unreadable))];
    }

    public Task<AuditPage> AuditShard(string shard, string? after, int count, bool repair) =>
        ShardKey.Parse(shard).Tenant == Tenant
            ? GrainFactory.GetGrain<IGalleryShardGrain>(shard).Audit(after, count, repair)
            : throw new GridRequestException(GridError.InvalidRequest, $"gallery shard '{shard}'", $"is not of tenant '{Tenant}'");

    public async Task<AuditPage> AuditRecords(string? after, int count, bool repair)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var stored = services.GetService<IStoredIdentities>()
            ?? throw new GridRequestException(GridError.InvalidRequest, "the store", "cannot list identities");
        var names = await stored.List(Tenant, after, count);
        var found = await Task.WhenAll(names.Select(n => Check(n, repair)));
        List<CopyFault> faults = [.. found.SelectMany(f => f ?? [])];
        if (faults.Exists(f => f.Repaired))
        {
            var repaired = faults.Where(f => f.Repaired).CountBy(f => f.Kind).ToList();
            repaired.ForEach(r => GridInstruments.Repaired(r.Key, r.Value));
            LogRepaired(logger, Tenant, string.Join(", ", repaired.Select(r => $"{r.Key}: {r.Value}")));
        }

        return new AuditPage(faults, names.Count, found.Count(f => f is null), names.Count == count ? names[^1] : null);
    }

    public async Task Tick()
    {
        if ((_ticked is { } last && time.GetElapsedTime(last) < options.Value.AuditPeriod)
            || services.GetService<IStoredIdentities>() is null)
        {
            return;
        }

        _ticked = time.GetTimestamp();
        _comparedTo = (await AuditRecords(_comparedTo, Slice, repair: true)).Next;
    }

    /// <summary>Null: a change of the person is under way, or the record cannot be read at present.</summary>
    private async Task<IReadOnlyList<CopyFault>?> Check(string name, bool repair)
    {
        try
        {
            return await GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, name)).CheckCopies(repair);
        }
        catch (Exception exception) when (TransientFaults.IsTransient(exception))
        {
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Tenant {Tenant}: shards that lacked the entries of identities' records were repaired ({Kinds}).")]
    private static partial void LogRepaired(ILogger logger, string tenant, string kinds);
}
