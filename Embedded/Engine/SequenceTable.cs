using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Timers;

namespace FaceGrid.Embedded.Engine;

/// <summary>
/// The sequences that are being read from one activation. Every step is a turn that interleaves with requests; a sequence that nobody has
/// asked for an element of during a response timeout is dropped.
/// </summary>
internal sealed class SequenceTable : IAsyncDisposable
{
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly GridEngine grid;
    private readonly IGrainTimer reaper;

    public SequenceTable(Activation activation)
    {
        grid = activation.Grid;
        Activation = activation;
        reaper = grid.Services.GetRequiredService<ITimerRegistry>().RegisterGrainTimer(
            activation,
            static (self, _) => self.ReapAsync(),
            this,
            new GrainTimerCreationOptions(grid.ResponseTimeout, grid.ResponseTimeout) { Interleave = true });
    }

    private Activation Activation { get; }

    public Task<SequencePage<T>> StartAsync<T>(Guid id, RemoteSequence<T> sequence)
    {
        var cancellation = new CancellationTokenSource();
        IAsyncEnumerator<T> enumerator;
        try
        {
            var made = (IAsyncEnumerable<T>)sequence.Method.Invoker.Invoke(Activation.GrainInstance, sequence.ArgumentsWith(cancellation.Token).AsSpan())!;
            enumerator = made.GetAsyncEnumerator(cancellation.Token);
        }
        catch (Exception exception)
        {
            return Task.FromResult(new SequencePage<T>(SequenceStatus.Failed, [], exception));
        }

        var entry = new Entry<T>(enumerator, cancellation, sequence.MaxBatchSize);
        entries.Add(id, entry);
        return StepAsync(id, entry);
    }

    public Task<SequencePage<T>> NextAsync<T>(Guid id) =>
        entries.TryGetValue(id, out var entry) ? StepAsync(id, (Entry<T>)entry) : Task.FromResult(new SequencePage<T>(SequenceStatus.Missing, []));

    public async Task RemoveAsync(Guid id)
    {
        if (entries.Remove(id, out var entry))
        {
            await entry.EndAsync(grid);
        }
    }

    public async ValueTask DisposeAsync()
    {
        reaper.Dispose();
        var left = entries.Values.ToArray();
        entries.Clear();
        foreach (var entry in left)
        {
            await entry.EndAsync(grid);
        }
    }

    private async Task<SequencePage<T>> StepAsync<T>(Guid id, Entry<T> entry)
    {
        entry.IsBusy = entry.WasSeen = true;
        var items = new List<T>();
        try
        {
            // What is ready at once travels together; for the next one the caller waits only if there is nothing to give yet.
            while (items.Count < entry.MaxBatchSize)
            {
                entry.Moving ??= entry.Enumerator.MoveNextAsync().AsTask();
                if (!entry.Moving.IsCompleted)
                {
                    if (items.Count > 0)
                    {
                        return new SequencePage<T>(SequenceStatus.Running, items);
                    }

                    // Answers before the caller's patience is over, to be asked again.
                    await entry.Moving.WaitAsync(grid.ResponseTimeout / 2, grid.Time).Settled();
                    if (!entry.Moving.IsCompleted)
                    {
                        return new SequencePage<T>(SequenceStatus.Running, items);
                    }
                }

                var moved = entry.Moving;
                entry.Moving = null;
                if (!await moved)
                {
                    await RemoveAsync(id);
                    return new SequencePage<T>(SequenceStatus.Completed, items);
                }

                items.Add(entry.Enumerator.Current);
            }

            return new SequencePage<T>(SequenceStatus.Running, items);
        }
        catch (OperationCanceledException)
        {
            await RemoveAsync(id);
            return new SequencePage<T>(SequenceStatus.Canceled, []);
        }
        catch (Exception exception)
        {
            await RemoveAsync(id);
            return new SequencePage<T>(SequenceStatus.Failed, [], exception);
        }
        finally
        {
            entry.IsBusy = false;
        }
    }

    private async Task ReapAsync()
    {
        foreach (var (id, entry) in entries.ToArray())
        {
            if (!entry.IsBusy && !entry.WasSeen)
            {
                await RemoveAsync(id);
            }

            entry.WasSeen = false;
        }
    }

    private abstract class Entry(CancellationTokenSource cancellation)
    {
        public bool IsBusy { get; set; }

        public bool WasSeen { get; set; }

        /// <summary>The step that has been asked for and has not been given to the caller.</summary>
        public Task<bool>? Moving { get; set; }

        protected abstract IAsyncDisposable Disposable { get; }

        public async Task EndAsync(GridEngine grid)
        {
            await cancellation.CancelAsync().Settled();
            if (Moving is { } moving)
            {
                await moving.WaitAsync(grid.ResponseTimeout, grid.Time).Settled();
            }

            // An enumerator must not be disposed while a step of it runs.
            if (Moving is null or { IsCompleted: true })
            {
                await Disposable.DisposeAsync().AsTask().WaitAsync(grid.ResponseTimeout, grid.Time).Settled();
            }
        }
    }

    private sealed class Entry<T>(IAsyncEnumerator<T> enumerator, CancellationTokenSource cancellation, int maxBatchSize) : Entry(cancellation)
    {
        public IAsyncEnumerator<T> Enumerator { get; } = enumerator;

        public int MaxBatchSize { get; } = maxBatchSize;

        protected override IAsyncDisposable Disposable => Enumerator;
    }
}
