using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

/// <summary>Comparison with the identities, on request and a few people at a time in the background (docs/adr/0020).</summary>
public sealed partial class GalleryShardGrain
{
    private string? _auditedTo;

    public async Task<AuditPage> Audit(string? after, int count, bool repair)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        var page = await _audit.Run(after, count, repair);
        if (page.Faults.Any(f => f.Repaired))
        {
            await Flush();
            var repaired = page.Faults.Where(f => f.Repaired).CountBy(f => f.Kind).ToList();
            repaired.ForEach(r => GridInstruments.Repaired(r.Key, r.Value));
            LogRepaired(logger, Key, string.Join(", ", repaired.Select(r => $"{r.Key}: {r.Value}")));
        }

        return page;
    }

    public Task<HeldState> StateOf(ShardEntry entry)
    {
        ThrowIfLocked();
        return Task.FromResult(_audit.StateOf(entry));
    }

    private void StartAudit()
    {
        if (_options.AuditPeriod == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        // Not from the first name: a shard that is moved often would compare the same people each time.
        _auditedTo = _pages.Slots.Count == 0 ? null : _pages.Identities.ElementAt(Random.Shared.Next(_pages.Slots.Count));
        this.RegisterGrainTimer(
            AuditSome, new GrainTimerCreationOptions(_options.AuditPeriod, _options.AuditPeriod) { Interleave = true });
    }

    private async Task AuditSome(CancellationToken cancellationToken)
    {
        if (_locked is not null || _drain.IsClosed)
        {
            return;
        }

        try
        {
            _auditedTo = (await Audit(_auditedTo, ShardOptions.AuditSlice, repair: true)).Next;
            await GrainFactory.GetGrain<ITenantCheckGrain>(_key.Tenant).Tick();
        }
        catch (Exception exception) when (TransientFaults.IsTransient(exception))
        {
            // The next tick compares the same people again.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Gallery shard {Shard}: entries that differed from their identities' records were repaired ({Kinds}).")]
    private static partial void LogRepaired(ILogger logger, string shard, string kinds);
}
