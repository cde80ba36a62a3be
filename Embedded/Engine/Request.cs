using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace FaceGrid.Embedded.Engine;

/// <summary>Something that an activation is to do in a turn: a call, a timer's tick, a step of a sequence.</summary>
internal abstract class Request
{
    /// <summary>Links of the activation's waiting list; guarded by its gate.</summary>
    internal Request? Previous;
    internal Request? Next;
    internal bool IsQueued;

    /// <summary>Links of <see cref="PendingCalls"/>; guarded by the stripe's lock.</summary>
    internal Request? PendingPrevious;
    internal Request? PendingNext;
    internal int PendingStripe = -1;

    /// <summary>Timestamp after which the caller gets a <see cref="TimeoutException"/>.</summary>
    internal long Deadline;

    public virtual bool IsReadOnly => false;

    public virtual bool IsAlwaysInterleave => false;

    /// <summary>Counts as activity of the grain.</summary>
    public virtual bool IsKeepAlive => true;

    /// <summary>Belongs to one activation and must not be handed to the next.</summary>
    public virtual bool IsLocalOnly => false;

    /// <summary>The caller has its answer already (a timeout, a cancellation): not worth starting.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>What a MayInterleave method is shown; null: it is not asked.</summary>
    public virtual IInvokable? Invokable => null;

    /// <summary>The caller's span, as a cluster would send it along.</summary>
    public Activity? Caller { get; } = Activity.Current;

    public Dictionary<string, object>? ContextValues { get; protected init; } = RequestContext.Values;

    /// <summary>Runs on the activation's scheduler; tells <see cref="Activation.OnCompleted"/> when it is done, now or later.</summary>
    public abstract void Run(Activation activation);

    /// <summary>Ends it without running it.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>The deadline has passed.</summary>
    public virtual void TimeOut()
    {
    }
}
