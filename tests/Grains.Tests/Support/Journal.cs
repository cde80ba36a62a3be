using System.Collections.Concurrent;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>What grains did, by name, in order; a test may wait for it.</summary>
public sealed class Journal
{
    private static readonly ConcurrentDictionary<string, Journal> All = new();

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string[] Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public static Journal Named(string name) => All.GetOrAdd(name, _ => new Journal());

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until the journal is as the test wants it.</summary>
    public async Task<string[]> Until(Func<string[], bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (condition([.. _lines]))
                {
                    return [.. _lines];
                }

                next = _changed.Task;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"the journal stayed: {string.Join(", ", Lines)}");
            }
        }
    }

    public Task<string[]> Until(string line) => Until(l => l.Contains(line));
}
