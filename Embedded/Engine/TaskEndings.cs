namespace FaceGrid.Embedded.Engine;

internal static class TaskEndings
{
    /// <summary>Waits for the task to end, however it does; on the scheduler that it was called on.</summary>
    public static async Task Settled(this Task task) =>
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
