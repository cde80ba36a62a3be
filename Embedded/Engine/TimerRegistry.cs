using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Timers;

namespace FaceGrid.Embedded.Engine;

internal sealed class TimerRegistry(TimeProvider time, ILogger<TimerRegistry> logger) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        ArgumentNullException.ThrowIfNull(callback);
        if (!ReferenceEquals(ActivationContext.Current, grainContext))
        {
            throw new InvalidOperationException("A timer can only be registered in a turn of its own grain, not from Task.Run.");
        }

        var timer = new GrainTimer((Activation)grainContext, token => callback(state, token), options, time, logger);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}
