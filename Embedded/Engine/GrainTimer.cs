using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <summary>A timer whose ticks are requests to its own activation.</summary>
internal sealed partial class GrainTimer : IGrainTimer
{
    private const uint LongestMilliseconds = 0xfffffffe;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource cancellation = new();
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly ILogger logger;
    private readonly ITimer timer;
    private TimeSpan period;
    private TimeSpan? changedTo;
    private bool ticking;
    private bool disposed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider time, ILogger logger)
    {
        this.activation = activation;
        this.callback = callback;
        this.options = options;
        this.logger = logger;
        using (ExecutionContext.SuppressFlow())
        {
            timer = time.CreateTimer(static self => ((GrainTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        activation.AddTimer(this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (gate)
        {
            this.period = period;
            if (ticking)
            {
                changedTo = dueTime;
            }
            else
            {
                Schedule(dueTime);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
        }

        timer.Dispose();
        cancellation.Cancel();
        activation.RemoveTimer(this);
    }

    private static void Check(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, LongestMilliseconds, name);
    }

    private void Fire()
    {
        lock (gate)
        {
            if (disposed || ticking)
            {
                return;
            }

            ticking = true;
            changedTo = null;
        }

        activation.TryReceive(new Tick(this));
    }

    private void OnTicked()
    {
        lock (gate)
        {
            ticking = false;
            if (!disposed)
            {
                Schedule(changedTo ?? period);
            }
        }
    }

    private void Schedule(TimeSpan dueTime)
    {
        if (!disposed)
        {
            timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The callback of a timer of {Grain} failed; the timer goes on.")]
    private static partial void LogCallbackFailed(ILogger logger, Exception exception, GrainId grain);

    private sealed class Tick : Request
    {
        private readonly GrainTimer owner;

        public Tick(GrainTimer owner)
        {
            this.owner = owner;
            ContextValues = null;
        }

        public override bool IsAlwaysInterleave => owner.options.Interleave;

        public override bool IsKeepAlive => owner.options.KeepAlive;

        public override bool IsLocalOnly => true;

        public override bool IsAbandoned => owner.disposed;

        public override void Run(Activation activation) => _ = RunAsync(activation);

        public override void Fail(Exception exception)
        {
        }

        private async Task RunAsync(Activation activation)
        {
            try
            {
                await owner.callback(owner.cancellation.Token);
            }
            catch (Exception exception)
            {
                LogCallbackFailed(owner.logger, exception, activation.GrainId);
            }
            finally
            {
                owner.OnTicked();
                activation.OnCompleted(this);
            }
        }
    }
}
