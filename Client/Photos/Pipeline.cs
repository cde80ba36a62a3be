using System.Runtime.CompilerServices;

namespace FaceGrid.Client.Photos;

/// <summary>Many items at once, results in the order of the items.</summary>
public static class Pipeline
{
    /// <summary>
    /// Runs <paramref name="work"/> on at most <paramref name="atOnce"/> items at a time. An item's error comes with the
    /// item; cancellation ends the whole.
    /// </summary>
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

                // On the pool: reading a photo is work too, and must overlap with the encoder's.
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
            // Stopped early: what is under way comes to its end before the store is closed.
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
