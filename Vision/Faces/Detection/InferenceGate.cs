namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Lets any number of calls use native memory at once and frees it only when none does.</summary>
internal sealed class InferenceGate(object owner, Action free)
{
    private readonly ReaderWriterLockSlim _lock = new();
    private bool _closed;

    /// <exception cref="ObjectDisposedException">It was freed before.</exception>
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

    /// <summary>Waits for the calls in flight, then frees; a second time nothing happens.</summary>
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
