namespace FaceGrid.Grains.Storage;

/// <summary>
/// Group commit on one activation: callers that arrive while a write is under way share the next one, which sees all
/// their changes. Used on a grain's own scheduler only, so it needs no lock.
/// </summary>
internal sealed class CoalescedWrite(Func<Task> write)
{
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Completes once a write that began after this call has succeeded; fails if that write fails.</summary>
    public Task WriteAsync()
    {
        if (_next is not null)
        {
            return _next;
        }

        if (_running.IsCompleted)
        {
            return _running = write();
        }

        return _next = AfterRunning();
    }

    private async Task AfterRunning()
    {
        // Its failure is told to those who waited for it, not to those who come after.
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _running = _next!;
        _next = null;
        await write();
    }
}
