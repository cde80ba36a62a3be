namespace FaceGrid.Grains.Tests.Conformance;

/// <summary>Writes down its life in the journal of its key.</summary>
public sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid me = Guid.NewGuid();

    private Journal Journal => Journal.Named(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Add("activated");
        var attempts = Journal.Lines.Count(l => l == "activated");
        return this.GetPrimaryKeyString() switch
        {
            var key when key.StartsWith("failsonce", StringComparison.Ordinal) && attempts == 1 => throw new InvalidDataException("not today"),
            var key when key.StartsWith("failsalways", StringComparison.Ordinal) => Task.FromException(new InvalidDataException("never")),
            _ => Task.CompletedTask,
        };
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Add($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Who()
    {
        Journal.Add("asked");
        return Task.FromResult(me);
    }

    public Task<Guid> EndAfterThis()
    {
        DeactivateOnIdle();
        return Task.FromResult(me);
    }

    public async Task EndWhileBusy(string gate)
    {
        DeactivateOnIdle();
        await Gate.Named(gate).Pass();
        Journal.Add("done");
    }

    public async Task<string> Failing(string kind)
    {
        await Task.Yield();
        return kind switch
        {
            "custom" => throw new OddFaceException("one eye"),
            "argument" => throw new ArgumentException("bad", nameof(kind)),
            "cancelled" => throw new OperationCanceledException("enough"),
            _ => kind,
        };
    }

    public async Task<string> Waiting(string gate, CancellationToken token)
    {
        using var registration = token.Register(() => Journal.Add(TaskScheduler.Current == TaskScheduler.Default ? "cancelled outside" : "cancelled in a turn"));
        await Gate.Named(gate).Pass();
        return token.IsCancellationRequested ? "cancelled" : "went on";
    }

    public async Task<bool> SleepUntilCancelled(CancellationToken token)
    {
        Journal.Add("sleeps");
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(5), token);
        }
        catch (OperationCanceledException)
        {
            Journal.Add("woken");
            throw;
        }

        return false;
    }

    public Task Slow(string gate) => Gate.Named(gate).Pass();

    public Task<string?> ReadContext(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task SetContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task<string> IdentityText() => Task.FromResult(IdentityString);
}
