using System.Diagnostics;
using System.Threading.Channels;
using FaceGrid.Grains.Telemetry;

namespace FaceGrid.Grains.Compute;

/// <summary>
/// One thread for one device. Numerics run here and never on the threads that grains take turns on: those must stay free
/// to answer (dotnet/orleans #1710), and a device is used best by one caller at a time. Bounded: a lane that is full makes
/// its callers wait.
/// </summary>
public sealed class ComputeLane : IDisposable
{
    private readonly Channel<Action> work;
    private readonly Thread thread;
    private readonly string device;

    /// <param name="name">Of the thread, for debuggers.</param>
    /// <param name="capacity">Pieces of work that may wait.</param>
    public ComputeLane(string name, int capacity = 256)
    {
        device = name;
        work = Channel.CreateBounded<Action>(new BoundedChannelOptions(capacity) { SingleReader = true });
        thread = new Thread(Run) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>As it was made.</summary>
    public string Name => device;

    /// <summary>Runs <paramref name="function"/> on the lane's thread. What it captures must not change meanwhile.</summary>
    public async Task<T> Run<T>(Func<T> function, CancellationToken cancellationToken = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = GridTraces.Now;
        DateTimeOffset? begun = null;
        await work.Writer.WriteAsync(Piece, cancellationToken);
        GridInstruments.Queued(device, 1);
        try
        {
            return await done.Task;
        }
        finally
        {
            GridTraces.LaneWait(device, asked, begun);
        }

        void Piece()
        {
            begun = asked is null ? null : DateTimeOffset.UtcNow;
            if (cancellationToken.IsCancellationRequested)
            {
                done.TrySetCanceled(cancellationToken);
                return;
            }

            try
            {
                done.TrySetResult(function());
            }
            catch (Exception exception)
            {
                done.TrySetException(exception);
            }
        }
    }

    /// <summary>Lets the work that waits finish, then ends the thread.</summary>
    public void Dispose()
    {
        work.Writer.TryComplete();
        if (Environment.CurrentManagedThreadId != thread.ManagedThreadId)
        {
            thread.Join();
        }
    }

    private void Run()
    {
        while (work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (work.Reader.TryRead(out var piece))
            {
                GridInstruments.Queued(device, -1);
                var started = Stopwatch.GetTimestamp();
                piece();
                GridInstruments.Worked(device, started);
            }
        }
    }
}
