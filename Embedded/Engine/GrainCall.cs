using System.Diagnostics;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace FaceGrid.Embedded.Engine;

/// <summary>One call of a grain's method and its answer.</summary>
internal sealed class GrainCall<TResult> : Request, IInvokable
{
    private readonly GridEngine grid;
    private readonly ResultMethod<TResult> method;
    private readonly object?[] arguments;
    private readonly TaskCompletionSource<TResult>? answer;
    private readonly CallCancellation? cancellation;
    private Activation? runningOn;

    public GrainCall(GridEngine grid, ResultMethod<TResult> method, object?[] arguments)
    {
        this.grid = grid;
        this.method = method;
        this.arguments = arguments;

        // The caller's continuation must not run inside the callee's turn.
        answer = method.IsOneWay ? null : new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (method.CancellationIndex >= 0 && arguments[method.CancellationIndex] is CancellationToken { CanBeCanceled: true } token)
        {
            cancellation = new CallCancellation(token);
            arguments[method.CancellationIndex] = cancellation.Token;
        }
    }

    public override bool IsReadOnly => method.IsReadOnly;

    public override bool IsAlwaysInterleave => method.IsAlwaysInterleave;

    public override bool IsAbandoned => answer is { Task.IsCompleted: true };

    public override IInvokable Invokable => this;

    public int GetArgumentCount() => arguments.Length;

    public object? GetArgument(int index) => arguments[index];

    public string GetMethodName() => method.Method.Name;

    public string GetInterfaceName() => method.Method.DeclaringType!.FullName!;

    public Type GetInterfaceType() => method.Method.DeclaringType!;

    public MethodInfo GetMethod() => method.Method;

    /// <summary>Sends it; the answer, or null for a one-way call.</summary>
    public Task<TResult>? SendThrough(GrainProxy target)
    {
        if (cancellation is { Caller: var caller })
        {
            if (caller.IsCancellationRequested)
            {
                return Task.FromCanceled<TResult>(caller);
            }

            cancellation.Watch(static self => ((GrainCall<TResult>)self!).CancelByCaller(), this);
        }

        if (answer is not null)
        {
            Deadline = grid.DeadlineAfter(method.ResponseTimeout);
            grid.Pending.Add(this);
        }

        try
        {
            target.Send(this);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        return answer?.Task;
    }

    public override void Run(Activation activation)
    {
        Volatile.Write(ref runningOn, activation);

        // The pump that calls this goes on with other callers' requests.
        var outer = Activity.Current;
        if (!ReferenceEquals(outer, Caller))
        {
            Activity.Current = Caller;
        }

        Task task;
        try
        {
            if (ContextValues is not null)
            {
                RequestContext.Values = ContextValues;
            }

            task = method.AsTask(method.Invoker.Invoke(activation.GrainInstance, arguments.AsSpan())!);
        }
        catch (Exception exception)
        {
            task = exception is OperationCanceledException ? Rethrow(exception) : Task.FromException<TResult>(exception);
        }
        finally
        {
            if (!ReferenceEquals(outer, Caller))
            {
                Activity.Current = outer;
            }
        }

        if (task.IsCompleted)
        {
            Finish(task);
        }
        else
        {
            task.ContinueWith(
                static (finished, self) => ((GrainCall<TResult>)self!).Finish(finished),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    public override void Fail(Exception exception)
    {
        grid.Pending.Remove(this);
        answer?.TrySetException(exception);
        cancellation?.Dispose();
    }

    public override void TimeOut()
    {
        var waited = method.ResponseTimeout ?? grid.ResponseTimeout;
        answer?.TrySetException(new TimeoutException($"Response did not arrive on time in {waited} for request: {this}."));
        if (grid.CancelRequestOnTimeout)
        {
            CancelTarget();
        }
    }

    public override string ToString() => $"{GetInterfaceName()}.{GetMethodName()}";

    private static async Task<TResult> Rethrow(Exception exception)
    {
        await Task.FromException(exception).ConfigureAwait(false);
        return default!;
    }

    private static async Task<TResult> Rethrow(Task finished)
    {
        await finished.ConfigureAwait(false);
        return default!;
    }

    private void Finish(Task task)
    {
        var activation = runningOn!;
        grid.Pending.Remove(this);
        if (task.IsFaulted)
        {
            activation.OnFault(task.Exception.InnerException!, this, answer is null);
        }

        // Before the answer: whoever has it finds the grain free, and idle since before then.
        cancellation?.Dispose();
        activation.OnCompleted(this);
        if (answer is not null)
        {
            if (task.IsCompletedSuccessfully)
            {
                answer.TrySetResult(method.ResultOf(task));
            }
            else if (task.IsFaulted)
            {
                answer.TrySetException(task.Exception.InnerExceptions);
            }
            else
            {
                // Keeps the grain's own exception, its message and its token: TrySetCanceled would make a new one.
                answer.TrySetFromTask(Rethrow(task));
            }
        }
    }

    private void CancelByCaller()
    {
        if (answer is null || !answer.TrySetCanceled(cancellation!.Caller))
        {
            return;
        }

        grid.Pending.Remove(this);
        CancelTarget();
    }

    /// <summary>The grain's token is cancelled in a turn of the grain, as what is registered on it may touch the grain's fields.</summary>
    private void CancelTarget()
    {
        if (cancellation is not null && Volatile.Read(ref runningOn) is { } activation)
        {
            activation.Post(cancellation.Cancel);
        }
        else
        {
            cancellation?.Cancel();
        }
    }
}
