using System.Collections.Concurrent;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>An engine that tells the order in which jobs make steps, and that a test can stop at one.</summary>
internal sealed class Stage : IDisposable
{
    private readonly ManualResetEventSlim _hold = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _order = new();

    public Stage(string held, int atStep = 2) => Engine = new TestEngine
    {
        BeforeStep = (label, step) =>
        {
            _order.Enqueue(label);
            if (label == held && step == atStep)
            {
                _reached.TrySetResult();
                _hold.Wait();
            }
        },
    };

    public TestEngine Engine { get; }

    public Task Reached => _reached.Task;

    public List<string> Order => [.. _order];

    /// <summary>The jobs in the order in which they had the device.</summary>
    public List<string> Runs
    {
        get
        {
            var all = Order;
            return [.. all.Where((label, i) => i == 0 || all[i - 1] != label)];
        }
    }

    public void Open() => _hold.Set();

    public void Dispose() => _hold.Dispose();
}
