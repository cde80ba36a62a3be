namespace FaceGrid.Silo.Local;

/// <summary>
/// What clients of a <see cref="LocalSilo"/> may call, and until when: a silo that is about to end lets the calls under way end, and
/// refuses others before they have begun, so that whoever asked can ask somebody else. Calls from within the silo always pass.
/// </summary>
/// <param name="interfaces">The grain interfaces that clients may call.</param>
public sealed class ClientGate(params IReadOnlyList<Type> interfaces) : IIncomingGrainCallFilter
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _closing = new();
    private TaskCompletionSource? _lastEnded;
    private int _underWay;

    /// <summary>Lets calls in, as at the beginning.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _lastEnded = null;
            _closing = new CancellationTokenSource();
        }
    }

    /// <summary>Refuses calls that have not begun, and breaks streams off: their next element may be hours away.</summary>
    /// <returns>Ends with the last call under way.</returns>
    public async Task Close()
    {
        Task ended;
        lock (_gate)
        {
            _lastEnded ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_underWay == 0)
            {
                _lastEnded.TrySetResult();
            }

            ended = _lastEnded.Task;
        }

        await _closing.CancelAsync();
        await ended;
    }

    /// <exception cref="SiloUnavailableException">The silo is about to end; nothing was done.</exception>
    /// <exception cref="UnauthorizedAccessException">The interface is not one for clients.</exception>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var called = context.InterfaceMethod.DeclaringType!;
        if (!IsClient(context.SourceId) || context.TargetId.IsSystemTarget())
        {
            await context.Invoke();
        }
        else if (typeof(IGrainExtension).IsAssignableFrom(called))
        {
            await InvokeExtension(context, called);
        }
        else if (interfaces.Contains(called))
        {
            await InvokeCounted(context);
        }
        else
        {
            throw new UnauthorizedAccessException($"{called.Name} is not for clients of this silo");
        }
    }

    /// <summary>The silo's own client, through which the process that has the silo calls, is told by its name only.</summary>
    private static bool IsClient(GrainId? source) => source is { } id && id.IsClient() && !id.Key.AsSpan().StartsWith("hosted-"u8);

    /// <summary>Waits for a stream's next element until the gate closes. A cancellation, or the end of a stream, always passes.</summary>
    private async Task InvokeExtension(IIncomingGrainCallContext context, Type called)
    {
        if (called != typeof(IAsyncEnumerableGrainExtension) || context.MethodName == nameof(IAsyncEnumerableGrainExtension.DisposeAsync))
        {
            await context.Invoke();
            return;
        }

        var closed = _closing.Token;
        try
        {
            closed.ThrowIfCancellationRequested();
            await context.Invoke().WaitAsync(closed);
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            throw IsAboutToEnd();
        }
    }

    private async Task InvokeCounted(IIncomingGrainCallContext context)
    {
        lock (_gate)
        {
            if (_lastEnded is not null)
            {
                throw IsAboutToEnd();
            }

            _underWay++;
        }

        try
        {
            await context.Invoke();
        }
        finally
        {
            lock (_gate)
            {
                if (--_underWay == 0)
                {
                    _lastEnded?.TrySetResult();
                }
            }
        }
    }

    private static SiloUnavailableException IsAboutToEnd() => new("the worker is about to end; nothing was done");
}
