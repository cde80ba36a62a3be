namespace FaceGrid.Grains.Tests.Support;

/// <summary>Writes down in the journal of its key when it was asked, and why it was deactivated.</summary>
public sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid _me = Guid.NewGuid();

    private Journal Journal => Journal.Named(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Add($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Who()
    {
        Journal.Add("asked");
        return Task.FromResult(_me);
    }

    public Task Waiting(string gate) => Gate.Named(gate).Pass();
}
