using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>
/// Kills silos while people are on the way between two shards: by turns the one that moves them, and another. It goes by what silos log:
/// the kill follows the line that a split or merge begins, and counts where the line that it has ended had not been written by then.
/// </summary>
internal sealed partial class RebalanceKiller : IAsyncDisposable
{
    private readonly TestCluster _cluster;
    private readonly int _most;
    private readonly Channel<(SiloProcess Mover, string Rebalance)> _begun = Channel.CreateUnbounded<(SiloProcess, string)>();
    private readonly HashSet<(SiloProcess Mover, string Rebalance)> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _killing;

    /// <param name="most">Splits, and merges, that are interrupted: each waits up to minutes until another silo goes on with it.</param>
    public RebalanceKiller(TestCluster cluster, int most)
    {
        _cluster = cluster;
        _most = most;
        foreach (var silo in cluster.Silos)
        {
            silo.Heard += line => Hear(silo, line);
        }

        _killing = Kill();
    }

    /// <summary>Splits that a kill has interrupted.</summary>
    public int Splits { get; private set; }

    /// <summary>Merges that a kill has interrupted.</summary>
    public int Merges { get; private set; }

    /// <summary>Lets the last silo that was killed come back, and kills no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _killing;
        _stop.Dispose();
    }

    private static bool IsSplit(string rebalance) => rebalance.StartsWith("split", StringComparison.Ordinal);

    private void Hear(SiloProcess silo, string line)
    {
        if (Line().Match(line) is not { Success: true } match)
        {
            return;
        }

        var rebalance = (silo, match.Groups["rebalance"].Value);
        lock (_running)
        {
            if (match.Groups["begins"].Success)
            {
                _running.Add(rebalance);
                _begun.Writer.TryWrite(rebalance);
            }
            else
            {
                _running.Remove(rebalance);
            }
        }
    }

    private async Task Kill()
    {
        try
        {
            var kills = 0;
            while (true)
            {
                var rebalance = await _begun.Reader.ReadAsync(_stop.Token);
                if ((IsSplit(rebalance.Rebalance) ? Splits : Merges) >= _most)
                {
                    continue;
                }

                var silos = _cluster.Silos.ToList();
                var silo = kills++ % 2 == 0 ? rebalance.Mover : silos[(silos.IndexOf(rebalance.Mover) + 1) % silos.Count];
                silo.Kill();
                Count(rebalance);
                silo.Start();
                await silo.UntilReady();
                while (_begun.Reader.TryRead(out _))
                {
                    // Those are over by now, or go on from where they are.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    /// <summary>All that the mover wrote until the kill is read by now, if it is the one that was killed.</summary>
    private void Count((SiloProcess Mover, string Rebalance) rebalance)
    {
        lock (_running)
        {
            if (_running.Remove(rebalance))
            {
                Splits += IsSplit(rebalance.Rebalance) ? 1 : 0;
                Merges += IsSplit(rebalance.Rebalance) ? 0 : 1;
            }
        }
    }

    [GeneratedRegex(": (a|the) (?<rebalance>(split|merge) of shards [0-9]+ and [0-9]+) ((?<begins>begins)|has ended)")]
    private static partial Regex Line();
}
