namespace FaceGrid.Embedded.Engine;

/// <summary>The runtime's own call into an activation; interleaves with everything.</summary>
internal sealed class InternalCall<TResult> : Request
{
    private readonly TaskCompletionSource<TResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GridEngine grid;
    private readonly Func<Activation, Task<TResult>> action;

    private InternalCall(GridEngine grid, Func<Activation, Task<TResult>> action)
    {
        this.grid = grid;
        this.action = action;
    }

    public override bool IsAlwaysInterleave => true;

    public override bool IsAbandoned => answer.Task.IsCompleted;

    public static Task<TResult> Send(GrainProxy target, Func<Activation, Task<TResult>> action)
    {
        var call = new InternalCall<TResult>(target.Grid, action) { Deadline = target.Grid.DeadlineAfter(null) };
        target.Grid.Pending.Add(call);
        try
        {
            target.Send(call);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
        }

        return call.answer.Task;
    }

    public override void Run(Activation activation) => _ = RunAsync(activation);

    public override void Fail(Exception exception)
    {
        grid.Pending.Remove(this);
        answer.TrySetException(exception);
    }

    public override void TimeOut() => answer.TrySetException(new TimeoutException($"Response did not arrive on time in {grid.ResponseTimeout}."));

    private async Task RunAsync(Activation activation)
    {
        Action tell;
        try
        {
            Orleans.Runtime.RequestContext.Values = ContextValues;
            var result = await action(activation);
            tell = () => answer.TrySetResult(result);
        }
        catch (Exception exception)
        {
            tell = () => answer.TrySetException(exception);
        }

        grid.Pending.Remove(this);
        activation.OnCompleted(this);
        tell();
    }
}
