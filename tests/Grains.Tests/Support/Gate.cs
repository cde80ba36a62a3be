using System.Collections.Concurrent;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>
/// Where test and grain meet: the grain enters and waits there until the test lets it go. Grain and test are in one process, so a gate is
/// found by name.
/// </summary>
public sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> All = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _entered = new(0);
    private readonly SemaphoreSlim _opened = new(0);
    private int _inside;
    private int _most;

    /// <summary>The most that were inside at the same time.</summary>
    public int Most => Volatile.Read(ref _most);

    public int Inside => Volatile.Read(ref _inside);

    public static Gate Named(string name) => All.GetOrAdd(name, _ => new Gate());

    /// <summary>The grain's side.</summary>
    public async Task Pass()
    {
        var now = Interlocked.Increment(ref _inside);
        int seen;
        while (now > (seen = Volatile.Read(ref _most)) && Interlocked.CompareExchange(ref _most, now, seen) != seen)
        {
            // Somebody else raised it meanwhile: look again.
        }

        _entered.Release();
        try
        {
            if (!await _opened.WaitAsync(Patience))
            {
                throw new TimeoutException("The test never opened the gate.");
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    /// <summary>Waits until <paramref name="count"/> more have entered.</summary>
    public async Task Entered(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await _entered.WaitAsync(Patience), "nobody came to the gate");
        }
    }

    public void Open(int count = 1) => _opened.Release(count);
}
