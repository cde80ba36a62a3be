namespace FaceGrid.Silo.Local;

/// <summary>
/// Admission of calls from clients of a <see cref="LocalSilo"/>. Only the listed interfaces are allowed. A silo that shuts down completes
/// the calls under way and refuses new ones before they start, so that the caller can safely call the next silo. Calls from within the silo
/// are always admitted.
/// </summary>
/// <param name="interfaces">The grain interfaces that clients may call.</param>
public sealed class ClientGate(params IReadOnlyList<Type> interfaces) : IIncomingGrainCallFilter
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _closing = new();
    private TaskCompletionSource? _lastEnded;
    private int _underWay;

    /// <summary>Admits calls again after <see cref="Close"/>. A new gate is open.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _lastEnded = null;
            _closing = new CancellationTokenSource();
        }
    }

    /// <summary>Refuses new calls and aborts streams, whose next element may be hours away.</summary>
    /// <returns>A task that completes with the last call under way.</returns>
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

    /// <summary>Admits or refuses one incoming call.</summary>
    /// <exception cref="SiloUnavailableException">The silo is shutting down; the call was not executed.</exception>
    /// <exception cref="UnauthorizedAccessException">The interface is not available to clients.</exception>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
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
            throw new UnauthorizedAccessException($"{called.Name} is not available to clients of this silo");
        }
    }

    /// <summary>False for the hosted client, through which the silo's own process calls; only the prefix of its id identifies it.</summary>
    private static bool IsClient(GrainId? source) => source is { } id && id.IsClient() && !id.Key.AsSpan().StartsWith("hosted-"u8);

    /// <summary>Waits for a stream's next element until the gate closes. Cancelling or disposing a stream is always admitted.</summary>
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
            throw ShuttingDown();
        }
    }

    private async Task InvokeCounted(IIncomingGrainCallContext context)
    {
        lock (_gate)
        {
            if (_lastEnded is not null)
            {
                throw ShuttingDown();
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

    private static SiloUnavailableException ShuttingDown() => new("the worker is shutting down; the call was not executed");
}
