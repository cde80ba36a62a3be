using System.Collections.Concurrent;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>An engine that tells the order in which jobs make steps, and that a test can stop at one.</summary>
internal sealed class Stage : IDisposable
{
    private readonly ManualResetEventSlim hold = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> order = new();

    public Stage(string held, int atStep = 2) => Engine = new TestEngine
    {
        BeforeStep = (label, step) =>
        {
            order.Enqueue(label);
            if (label == held && step == atStep)
            {
                reached.TrySetResult();
                hold.Wait();
            }
        },
    };

    public TestEngine Engine { get; }

    public Task Reached => reached.Task;

    public List<string> Order => [.. order];

    /// <summary>The jobs in the order in which they had the device.</summary>
    public List<string> Runs
    {
        get
        {
            var all = Order;
            return [.. all.Where((label, i) => i == 0 || all[i - 1] != label)];
        }
    }

    public void Open() => hold.Set();

    public void Dispose() => hold.Dispose();
}
