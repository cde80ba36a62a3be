using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <content>Creation, activation, idleness and the end.</content>
internal sealed partial class Activation
{
    private readonly List<Func<Task>> stateReaders = [];
    private readonly HashSet<IDisposable> timers = [];
    private CancellationTokenSource? activating;
    private CancellationToken deactivationToken;
    private DeactivationReason reason;
    private Exception? failure;
    private SequenceTable? sequences;
    private bool wasValid;
    private bool finishing;
    private long idleSince;
    private long keepAliveUntil;

    /// <summary>The sequences that callers are reading from this activation.</summary>
    public SequenceTable Sequences => sequences ??= new SequenceTable(this);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        CancellationTokenSource? toCancel;
        lock (gate)
        {
            if (state is ActivationState.Deactivating or ActivationState.Invalid)
            {
                return;
            }

            reason = deactivationReason;
            deactivationToken = cancellationToken;
            wasValid = state is ActivationState.Valid;
            state = ActivationState.Deactivating;
            toCancel = activating;
        }

        try
        {
            toCancel?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Activated meanwhile.
        }

        scheduler.SignalPump();
    }

    public void DelayDeactivation(TimeSpan time)
    {
        lock (gate)
        {
            keepAliveUntil = time <= TimeSpan.Zero ? 0
                : time >= TimeSpan.FromDays(short.MaxValue) ? long.MaxValue
                : Grid.Time.GetTimestamp() + (long)(time.TotalSeconds * Grid.Time.TimestampFrequency);
        }
    }

    /// <summary>Ends the activation if it has been idle for longer than its class allows.</summary>
    public void CollectIfIdle()
    {
        if (Class.CollectionAge is not { } age)
        {
            return;
        }

        lock (gate)
        {
            var now = Grid.Time.GetTimestamp();
            if (state is not ActivationState.Valid || running > 0 || waiting.Count > 0 || now < keepAliveUntil || Grid.Time.GetElapsedTime(idleSince, now) < age)
            {
                return;
            }
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Idle for longer than {age}."));
    }

    public void AddStateReader(Func<Task> read) => stateReaders.Add(read);

    public void AddTimer(IDisposable timer)
    {
        lock (gate)
        {
            timers.Add(timer);
        }
    }

    public void RemoveTimer(IDisposable timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    /// <summary>Starts activating or finishes deactivating if it is time for that; true if there is nothing to pump.</summary>
    private bool StepLife()
    {
        lock (gate)
        {
            switch (state)
            {
                case ActivationState.Creating:
                    state = ActivationState.Activating;
                    activating = Grid.CancelAfter(Grid.Collection.ActivationTimeout);
                    break;
                case ActivationState.Deactivating when running == 0 && activating is null && !finishing:
                    finishing = true;
                    break;
                default:
                    return state is not ActivationState.Valid;
            }
        }

        _ = finishing ? FinishAsync() : ActivateAsync();
        return true;
    }

    private async Task ActivateAsync()
    {
        try
        {
            var token = activating!.Token;
            lock (gate)
            {
                RequestContext.Values = waiting.First?.ContextValues;
            }

            scope = Grid.Services.CreateAsyncScope();
            GrainInstance = Class.Create(this);
            foreach (var read in stateReaders)
            {
                await read().WaitAsync(token);
            }

            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(token).WaitAsync(token);
            }

            lock (gate)
            {
                if (state is ActivationState.Activating)
                {
                    state = ActivationState.Valid;
                    idleSince = Grid.Time.GetTimestamp();
                }
            }
        }
        catch (Exception exception)
        {
            LogActivationFailed(Grid.Logger, exception, GrainId);
            failure = exception;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationFailed, exception, "Failed to activate grain."));
        }
        finally
        {
            lock (gate)
            {
                activating!.Dispose();
                activating = null;
            }

            scheduler.SignalPump();
        }
    }

    private async Task FinishAsync()
    {
        IDisposable[] running;
        lock (gate)
        {
            running = [.. timers];
            timers.Clear();
        }

        foreach (var timer in running)
        {
            timer.Dispose();
        }

        using var deadline = Grid.CancelAfter(Grid.Collection.DeactivationTimeout, deactivationToken);
        await Quietly(async () =>
        {
            if (wasValid && GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(reason, deadline.Token).WaitAsync(deadline.Token);
            }
        });
        await Quietly(async () =>
        {
            if (sequences is not null)
            {
                await sequences.DisposeAsync();
            }

            if (GrainInstance is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else
            {
                (GrainInstance as IDisposable)?.Dispose();
            }
        });
        await Quietly(async () =>
        {
            if (scope is { } made)
            {
                await made.DisposeAsync();
            }
        });

        List<Request> left;
        lock (gate)
        {
            state = ActivationState.Invalid;
            left = waiting.TakeAll();
        }

        Grid.Remove(this);
        foreach (var request in left)
        {
            HandOver(request);
        }

        deactivated.TrySetResult();
    }

    /// <summary>What had not started goes to the next activation, unless this one could not even start.</summary>
    private void HandOver(Request request)
    {
        try
        {
            if (request.IsLocalOnly)
            {
                request.Fail(new OrleansMessageRejectionException($"{GrainId} has been deactivated."));
            }
            else if (failure is not null)
            {
                request.Fail(failure);
            }
            else
            {
                Grid.Deliver(GrainId, request);
            }
        }
        catch (Exception exception)
        {
            request.Fail(exception);
        }
    }

    private async Task Quietly(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Grid.Logger, exception, GrainId);
        }
    }
}
