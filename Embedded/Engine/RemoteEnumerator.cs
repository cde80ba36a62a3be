using System.Runtime.ExceptionServices;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <summary>Reads a grain's sequence page by page.</summary>
internal sealed class RemoteEnumerator<T>(RemoteSequence<T> sequence, CancellationToken argumentToken, CancellationToken token) : IAsyncEnumerator<T>
{
    private readonly Guid id = Guid.NewGuid();
    private readonly CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(argumentToken, token);
    private SequencePage<T>? page;
    private int index;
    private bool started;
    private bool disposed;

    public T Current => page is { } current && index < current.Items.Count
        ? current.Items[index]
        : throw new InvalidOperationException("The enumerator is before the first element or after the last.");

    public async ValueTask<bool> MoveNextAsync()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (page is not null && ++index < page.Items.Count)
        {
            return true;
        }

        if (page is { Status: SequenceStatus.Completed })
        {
            return false;
        }

        try
        {
            do
            {
                cancellation.Token.ThrowIfCancellationRequested();
                page = await Step().WaitAsync(cancellation.Token);
                index = 0;
            }
            while (page is { Status: SequenceStatus.Running, Items.Count: 0 });
        }
        catch
        {
            await Forget();
            throw;
        }

        switch (page.Status)
        {
            case SequenceStatus.Failed:
                ExceptionDispatchInfo.Throw(page.Error!);
                break;
            case SequenceStatus.Canceled:
                throw new OperationCanceledException();
            case SequenceStatus.Missing:
                throw new EnumerationAbortedException(
                    "Enumeration aborted: the grain does not know this enumeration. It was deactivated meanwhile, or no element was asked for during the response timeout.");
        }

        return page.Items.Count > 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await Forget();
        cancellation.Dispose();
    }

    private Task<SequencePage<T>> Step()
    {
        var first = !started;
        started = true;
        return InternalCall<SequencePage<T>>.Send(
            sequence.Target,
            activation => first ? activation.Sequences.StartAsync(id, sequence) : activation.Sequences.NextAsync<T>(id));
    }

    private async Task Forget()
    {
        if (!started || page is { Status: not SequenceStatus.Running })
        {
            return;
        }

        started = false;
        await InternalCall<Nothing>.Send(sequence.Target, async activation =>
        {
            await activation.Sequences.RemoveAsync(id);
            return default;
        }).Settled();
    }
}
