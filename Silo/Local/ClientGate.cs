namespace FaceGrid.Silo.Local;

/// <summary>
/// What clients of a <see cref="LocalSilo"/> may call, and until when: a silo that is about to end lets the calls under way end, and refuses
/// others before they have begun, so that whoever asked can ask somebody else. Calls from within the silo always pass.
/// </summary>
/// <param name="interfaces">The grain interfaces that clients may call.</param>
public sealed class ClientGate(params IReadOnlyList<Type> interfaces) : IIncomingGrainCallFilter
{
    private readonly Lock gate = new();
    private TaskCompletionSource? lastEnded;
    private int underWay;

    /// <summary>Lets calls in, as at the beginning.</summary>
    public void Open()
    {
        lock (gate)
        {
            lastEnded = null;
        }
    }

    /// <summary>Refuses calls that have not begun.</summary>
    /// <returns>Ends with the last call under way. Streams are not waited for: they are refused what comes next.</returns>
    public Task Close()
    {
        lock (gate)
        {
            lastEnded ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (underWay == 0)
            {
                lastEnded.TrySetResult();
            }

            return lastEnded.Task;
        }
    }

    /// <exception cref="SiloUnavailableException">The silo is about to end; nothing was done.</exception>
    /// <exception cref="UnauthorizedAccessException">The interface is not one for clients.</exception>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (!IsClient(context.SourceId) || context.TargetId.IsSystemTarget())
        {
            await context.Invoke();
            return;
        }

        var called = context.InterfaceMethod.DeclaringType!;
        var isExtension = typeof(IGrainExtension).IsAssignableFrom(called);
        if (!isExtension && !interfaces.Contains(called))
        {
            throw new UnauthorizedAccessException($"{called.Name} is not for clients of this silo");
        }

        // What an extension does is part of a call that was let in: the next element of a stream, a cancellation.
        Enter(isCounted: !isExtension);
        try
        {
            await context.Invoke();
        }
        finally
        {
            Leave(isCounted: !isExtension);
        }
    }

    /// <summary>The silo's own client, through which the process that has the silo calls, is told by its name only.</summary>
    private static bool IsClient(GrainId? source) => source is { } id && id.IsClient() && !id.Key.AsSpan().StartsWith("hosted-"u8);

    private void Enter(bool isCounted)
    {
        lock (gate)
        {
            if (lastEnded is not null)
            {
                throw new SiloUnavailableException("the worker is about to end; nothing was done");
            }

            underWay += isCounted ? 1 : 0;
        }
    }

    private void Leave(bool isCounted)
    {
        lock (gate)
        {
            underWay -= isCounted ? 1 : 0;
            if (underWay == 0)
            {
                lastEnded?.TrySetResult();
            }
        }
    }
}
