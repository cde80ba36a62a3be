using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Comparison with the identities, on request and a few people at a time in the background (docs/adr/0020).</summary>
public sealed partial class GalleryShardGrain
{
    public Task<AuditPage> Audit(string? after, int count, bool repair)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        return _audit.Run(after, count, repair);
    }

    public Task<HeldState> StateOf(ShardEntry entry)
    {
        ThrowIfLocked();
        return Task.FromResult(_audit.StateOf(entry));
    }

    private void StartAudit()
    {
        if (_options.AuditPeriod != Timeout.InfiniteTimeSpan)
        {
            this.RegisterGrainTimer(
                _ => _drain.IsClosed ? Task.CompletedTask : _audit.RunSome(GrainFactory.GetGrain<ITenantCheckGrain>(_key.Tenant).Tick),
                new GrainTimerCreationOptions(_options.AuditPeriod, _options.AuditPeriod) { Interleave = true });
        }
    }
}
