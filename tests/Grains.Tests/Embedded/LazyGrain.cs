using FaceGrid.Grains.Tests.Conformance;

namespace FaceGrid.Grains.Tests.Embedded;

[CollectionAgeLimit(Minutes = 3)]
public sealed class LazyGrain : Grain, ILazyGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Named(this.GetPrimaryKeyString()).Add($"{reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}
