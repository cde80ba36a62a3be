namespace FaceGrid.Vision.Faces.Detection;

/// <summary>
/// Guards native memory: any number of calls may use it concurrently, and it is freed only when no call is running.
/// </summary>
internal sealed class InferenceGate(object owner, Action free)
{
    private readonly ReaderWriterLockSlim _lock = new();
    private bool _closed;

    /// <exception cref="ObjectDisposedException">The memory was freed before.</exception>
    public T Use<T>(Func<T> work)
    {
        _lock.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            return work();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Waits for running calls, then frees the memory. Further calls have no effect.</summary>
    public void Close()
    {
        _lock.EnterWriteLock();
        try
        {
            if (!_closed)
            {
                _closed = true;
                free();
            }
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }
}
