namespace FaceGrid.Grains.Storage;

/// <summary>
/// Group commit on one activation: callers that arrive while a write is under way share the next one, which sees all
/// their changes. Used on a grain's own scheduler only, so it needs no lock.
/// </summary>
internal sealed class CoalescedWrite(Func<Task> write)
{
    private Task running = Task.CompletedTask;
    private Task? next;

    /// <summary>Completes once a write that began after this call has succeeded; fails if that write fails.</summary>
    public Task WriteAsync()
    {
        if (next is not null)
        {
            return next;
        }

        if (running.IsCompleted)
        {
            return running = write();
        }

        return next = AfterRunning();
    }

    private async Task AfterRunning()
    {
        // Its failure is told to those who waited for it, not to those who come after.
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        running = next!;
        next = null;
        await write();
    }
}
