using System.Runtime.CompilerServices;

namespace FaceGrid.Client.Photos;

/// <summary>Processes items concurrently and returns the results in the order of the items.</summary>
public static class Pipeline
{
    /// <summary>
    /// Runs <paramref name="work"/> on at most <paramref name="atOnce"/> items at a time. An exception of one item is returned with that
    /// item; cancellation ends the enumeration.
    /// </summary>
    /// <exception cref="OperationCanceledException">The enumeration was cancelled.</exception>
    public static async IAsyncEnumerable<(TItem Item, TResult? Result, Exception? Error)> Run<TItem, TResult>(
        IEnumerable<TItem> items,
        int atOnce,
        Func<TItem, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResult : class
    {
        var running = new Queue<(TItem Item, Task<TResult> Task)>();
        try
        {
            foreach (var item in items)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // On the thread pool, so that reading photos overlaps with the encoder's work.
                running.Enqueue((item, Task.Run(() => work(item), cancellationToken)));
                if (running.Count >= atOnce)
                {
                    yield return await Next();
                }
            }

            while (running.Count > 0)
            {
                yield return await Next();
            }
        }
        finally
        {
            // If the enumeration is stopped early, items under way complete before the caller closes the store.
            await ((Task)Task.WhenAll(running.Select(r => r.Task))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<(TItem, TResult?, Exception?)> Next()
        {
            var (item, task) = running.Dequeue();
            try
            {
                return (item, await task, null);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception)
            {
                return (item, null, exception);
            }
        }
    }
}
