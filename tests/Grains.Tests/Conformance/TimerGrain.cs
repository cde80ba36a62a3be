namespace FaceGrid.Grains.Tests.Conformance;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private readonly Dictionary<string, IGrainTimer> timers = [];
    private TaskScheduler? scheduler;

    private Journal Journal => Journal.Named(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Add("deactivated");
        return Task.CompletedTask;
    }

    public Task Start(string timer, TimeSpan due, TimeSpan period, bool interleave = false)
    {
        scheduler = TaskScheduler.Current;
        timers[timer] = this.RegisterGrainTimer(
            Tick,
            timer,
            new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing()
    {
        this.RegisterGrainTimer(
            () =>
            {
                Journal.Add("failing");
                throw new OddFaceException("tick");
            },
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromMilliseconds(10));
        return Task.CompletedTask;
    }

    public Task Change(string timer, TimeSpan due, TimeSpan period)
    {
        timers[timer].Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop(string timer)
    {
        timers[timer].Dispose();
        Journal.Add("stopped");
        return Task.CompletedTask;
    }

    public Task Enter(string gate) => Gate.Named(gate).Pass();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(string timer, CancellationToken token)
    {
        await Task.Yield();
        Journal.Add(TaskScheduler.Current == scheduler && !token.IsCancellationRequested ? timer : timer + " outside of a turn");
    }
}
