using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace FaceGrid.Cluster.Tests;

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

    /// <param name="cluster">The cluster.</param>
    /// <param name="most">
    /// Largest number of interrupted splits, and of interrupted merges: each can take minutes until another silo resumes it.
    /// </param>
    public RebalanceKiller(TestCluster cluster, int most)
    {
        _cluster = cluster;
        _most = most;
        foreach (var silo in cluster.Silos)
        {
            silo.LineWritten += line => Hear(silo, line);
        }

        _killing = Kill();
    }

    /// <summary>Splits that a kill has interrupted.</summary>
    public int Splits { get; private set; }

    /// <summary>Merges that a kill has interrupted.</summary>
    public int Merges { get; private set; }

    /// <summary>Waits until the last killed silo is ready again, and ends the kills.</summary>
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
                    // These have ended by now, or resume from their progress.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    /// <summary>Counts the rebalance if its end was not logged: the log of a killed process is complete at this point.</summary>
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
