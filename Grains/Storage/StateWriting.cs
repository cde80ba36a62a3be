using System.Runtime.ExceptionServices;

namespace FaceGrid.Grains.Storage;

/// <summary>
/// How grains write (docs/adr/0020). A failed write or clear may have been executed all the same: its answer can be lost, or it can be
/// executed later. Unless the exception proves that nothing was changed (<see cref="IUnchangedState"/>), the activation ends, and the next
/// one reads storage before it answers anything. If another activation wrote first, memory is out of date, and the activation ends as well.
/// </summary>
internal static class StateWriting
{
    /// <summary>
    /// Makes <paramref name="changed"/> the stored state. If that fails, <paramref name="former"/> is the one in memory again, and the
    /// activation ends unless nothing was changed.
    /// </summary>
    public static Task Write<T>(this Grain grain, IPersistentState<T> state, T changed, T former) =>
        Write(state, changed, former, grain.EndUnlessDefinite);

    /// <param name="endUnlessDefinite">Awaits the write, as <see cref="EndUnlessDefinite"/> does.</param>
    public static async Task Write<T>(IPersistentState<T> state, T changed, T former, Func<Task, Task> endUnlessDefinite)
    {
        state.State = changed;
        try
        {
            await endUnlessDefinite(state.WriteStateAsync());
        }
        catch
        {
            state.State = former;
            throw;
        }
    }

    /// <summary>Awaits a write or clear, and deactivates the grain after every failure that may have changed storage.</summary>
    public static async Task EndUnlessDefinite(this Grain grain, Task write)
    {
        try
        {
            await write;
        }
        catch (Exception exception) when (!IsUnchanged(exception))
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>True if the failed operation has certainly changed nothing.</summary>
    public static bool IsUnchanged(Exception? exception) => exception switch
    {
        null => false,
        IUnchangedState { IsUnchanged: true } => true,
        AggregateException several => several.InnerExceptions.All(IsUnchanged),
        _ => IsUnchanged(exception.InnerException),
    };

    /// <summary>
    /// Awaits writes that run at the same time. If several fail, the exception is one that may have changed storage, if there is one.
    /// </summary>
    public static async Task All(params Task[] writes)
    {
        var all = Task.WhenAll(writes);
        await ((Task)all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (all.Exception is { } failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.FirstOrDefault(e => !IsUnchanged(e)) ?? failures.InnerExceptions[0]);
        }

        await all;
    }
}
