namespace FaceGrid.Embedded.Engine;

/// <summary>The token that the grain sees in place of the caller's, so that it is cancelled in a turn of the grain.</summary>
internal sealed class CallCancellation(CancellationToken caller) : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly Lock gate = new();
    private CancellationTokenRegistration registration;
    private bool disposed;

    public CancellationToken Caller { get; } = caller;

    public CancellationToken Token => source.Token;

    public void Watch(Action<object?> cancelled, object state)
    {
        var made = Caller.UnsafeRegister(cancelled, state);
        lock (gate)
        {
            if (!disposed)
            {
                registration = made;
                return;
            }
        }

        made.Unregister();
    }

    public void Cancel()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }
        }

        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request ended meanwhile.
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        // Unregister, not Dispose: Dispose would wait for the callback, which may be what is ending the request.
        registration.Unregister();
    }
}
