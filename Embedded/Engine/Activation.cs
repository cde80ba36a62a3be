using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FaceGrid.Embedded.Engine;

/// <summary>
/// One activation of a grain: its object, its queue of requests and its life. <see cref="gate"/> guards the fields; the object itself
/// is only touched on the scheduler.
/// </summary>
internal sealed partial class Activation : IGrainContext, ICallTarget
{
    private readonly Lock gate = new();
    private readonly ActivationScheduler scheduler;
    private readonly RequestQueue waiting = new();
    private readonly TaskCompletionSource deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Dictionary<Guid, int>? reentrantSections;

    private ActivationState state = ActivationState.Creating;
    private int running;

    /// <summary>The running request that others must not interleave with; null if there is none.</summary>
    private Request? blocking;
    private int runningReadOnly;

    private AsyncServiceScope? scope;
    private GrainReference? reference;

    public Activation(GridEngine grid, GrainClass grainClass, GrainId grainId)
    {
        Grid = grid;
        Class = grainClass;
        GrainId = grainId;
        ActivationId = ActivationId.NewId();
        scheduler = new ActivationScheduler(this);
        idleSince = grid.Time.GetTimestamp();
    }

    public GridEngine Grid { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public ActivationId ActivationId { get; }

    public object? GrainInstance { get; private set; }

    public GrainReference GrainReference => reference ??= Grid.Factory.CreateReference(Class.MainInterface, GrainId);

    public IServiceProvider ActivationServices => scope?.ServiceProvider ?? Grid.Services;

    public Task Deactivated => deactivated.Task;

    public int WaitingCount
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    public bool IsInactive
    {
        get
        {
            lock (gate)
            {
                return running == 0 && waiting.Count == 0;
            }
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => ActivationId.GetHashCode();

    public override string ToString() => $"[Activation: {GrainId}{ActivationId} State={state}]";

    public void Start() => scheduler.SignalPump();

    public bool TryReceive(Request request)
    {
        bool signal;
        lock (gate)
        {
            if (state is ActivationState.Invalid)
            {
                return false;
            }

            waiting.Add(request);

            // Before it is valid, and where it may not start yet, the pump comes by anyway when that changes.
            signal = state is ActivationState.Valid && (Class.CanInterleave is not null || MayRun(request));
        }

        if (signal)
        {
            scheduler.SignalPump();
        }

        return true;
    }

    /// <summary>Runs <paramref name="action"/> in a turn of its own, between the requests' turns.</summary>
    public void Post(Action action)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        }
    }

    /// <summary>Starts what may start. Runs on the scheduler.</summary>
    public void Pump()
    {
        if (StepLife())
        {
            return;
        }

        while (TakeNext() is { } request)
        {
            try
            {
                request.Run(this);
            }
            catch (Exception exception)
            {
                request.Fail(exception);
                OnCompleted(request);
            }
        }
    }

    public void OnCompleted(Request request)
    {
        bool signal;
        lock (gate)
        {
            running--;
            if (request.IsReadOnly)
            {
                runningReadOnly--;
            }

            if (ReferenceEquals(blocking, request))
            {
                blocking = null;
            }

            if (request.IsKeepAlive)
            {
                idleSince = Grid.Time.GetTimestamp();
            }

            signal = waiting.Count > 0 || state is ActivationState.Deactivating;
        }

        if (signal)
        {
            scheduler.SignalPump();
        }
    }

    /// <summary>A request ended with an error.</summary>
    public void OnFault(Exception exception, Request request, bool nobodyHears)
    {
        if (nobodyHears)
        {
            LogOneWayFailed(Grid.Logger, exception, request, GrainId);
        }

        if (exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, exception.Message));
        }
    }

    public void EnterReentrantSection(Guid id)
    {
        bool signal;
        lock (gate)
        {
            reentrantSections ??= [];
            reentrantSections[id] = reentrantSections.GetValueOrDefault(id) + 1;
            signal = waiting.Count > 0;
        }

        if (signal)
        {
            scheduler.SignalPump();
        }
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (gate)
        {
            if (reentrantSections is not null && reentrantSections.TryGetValue(id, out var depth))
            {
                if (depth == 1)
                {
                    reentrantSections.Remove(id);
                }
                else
                {
                    reentrantSections[id] = depth - 1;
                }
            }
        }
    }

    private Request? TakeNext()
    {
        lock (gate)
        {
            if (state is not ActivationState.Valid)
            {
                return null;
            }

            for (var request = waiting.First; request is not null;)
            {
                var next = request.Next;
                if (request.IsAbandoned)
                {
                    waiting.Remove(request);
                }
                else
                {
                    bool may;
                    try
                    {
                        may = MayRun(request);
                    }
                    catch (Exception exception)
                    {
                        waiting.Remove(request);
                        request.Fail(exception);
                        request = next;
                        continue;
                    }

                    if (may)
                    {
                        waiting.Remove(request);
                        Admit(request);
                        return request;
                    }
                }

                request = next;
            }

            return null;
        }
    }

    private bool MayRun(Request request)
    {
        if (running == 0 || request.IsAlwaysInterleave)
        {
            return true;
        }

        if (blocking is null)
        {
            // Only interleaving requests run, or the read-only ones that are left of a group.
            return runningReadOnly == 0 || request.IsReadOnly || Interleaves(request);
        }

        return (blocking.IsReadOnly && request.IsReadOnly) || Interleaves(request);
    }

    private bool Interleaves(Request request)
    {
        if (reentrantSections is { Count: > 0 } && RequestContext.ReentrancyIdOf(request.ContextValues) is var id && id != Guid.Empty && reentrantSections.ContainsKey(id))
        {
            return true;
        }

        return Class.CanInterleave is { } predicate
            && (predicate(GrainInstance!, request) || (blocking is not null && predicate(GrainInstance!, blocking)));
    }

    private void Admit(Request request)
    {
        running++;
        if (request.IsReadOnly)
        {
            runningReadOnly++;
        }

        if (blocking is null && !request.IsAlwaysInterleave)
        {
            blocking = request;
        }
    }
}
