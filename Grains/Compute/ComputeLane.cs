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
    private readonly Channel<Action> _work;
    private readonly Thread _thread;
    private readonly string _device;

    /// <param name="name">Of the thread, for debuggers.</param>
    /// <param name="capacity">Pieces of work that may wait.</param>
    public ComputeLane(string name, int capacity = 256)
    {
        _device = name;
        _work = Channel.CreateBounded<Action>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>As it was made.</summary>
    public string Name => _device;

    /// <summary>Runs <paramref name="function"/> on the lane's thread. What it captures must not change meanwhile.</summary>
    public async Task<T> Run<T>(Func<T> function, CancellationToken cancellationToken = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = GridTraces.Now;
        DateTimeOffset? begun = null;
        await _work.Writer.WriteAsync(Piece, cancellationToken);
        GridInstruments.Queued(_device, 1);
        try
        {
            return await done.Task;
        }
        finally
        {
            GridTraces.LaneWait(_device, asked, begun);
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
        _work.Writer.TryComplete();
        if (Environment.CurrentManagedThreadId != _thread.ManagedThreadId)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out var piece))
            {
                GridInstruments.Queued(_device, -1);
                var started = Stopwatch.GetTimestamp();
                piece();
                GridInstruments.Worked(_device, started);
            }
        }
    }
}
