namespace FaceGrid.Grains.Tests.Conformance;

public sealed class BrokenGrain : Grain, IBrokenGrain
{
    public BrokenGrain() => throw new InvalidOperationException("cannot be made");

    public Task Ping() => Task.CompletedTask;
}
