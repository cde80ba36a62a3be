namespace FaceGrid.Grains.Tests.Support;

/// <summary>Writes its deactivation down in the journal of its key.</summary>
public sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid me = Guid.NewGuid();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Named(this.GetPrimaryKeyString()).Add($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Who() => Task.FromResult(me);
}
