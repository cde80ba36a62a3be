using System.Net;
using System.Net.Sockets;
using FaceGrid.Silo.Health;
using FaceGrid.Silo.Options;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Orleans lets a silo join when it has reached every active member. After all silos died at once, and some come back under other addresses or
/// not at all, nobody is left to declare the rest dead, and nobody could ever join. So a silo that is joining declares those dead itself that have been
/// silent for long and that nothing listens for any more.
/// </summary>
internal sealed partial class SilentSilos(IMembershipTable table, SiloOptions options, SiloState state, TimeProvider time, ILogger<SilentSilos> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Six times what a healthy silo takes to say that it is alive.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SilentSilos),
        ServiceLifecycleStage.RuntimeGrainServices,
        BeginWatching,
        _ => _stop.CancelAsync());

    private Task BeginWatching(CancellationToken cancellationToken)
    {
        // Not awaited: the joining that it helps is in a later stage.
        _ = Task.Run(Watch, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task Watch()
    {
        // The first wait also leaves time for the table to be opened.
        await Task.Delay(Period, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!state.IsReady && !_stop.IsCancellationRequested)
        {
            try
            {
                await DeclareOne();
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception);
            }

            await Task.Delay(Period, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DeclareOne()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var members = await table.ReadAllAsync(_stop.Token);
        foreach (var (entry, etag) in members.Members)
        {
            var heard = entry.IAmAliveTime > entry.StartTime ? entry.IAmAliveTime : entry.StartTime;
            if (entry.Status == SiloStatus.Active && now - heard > Silence && !await Listens(entry.SiloAddress.Endpoint))
            {
                entry.Status = SiloStatus.Dead;

                // Somebody else's change wins; the next look finds what it has left.
                if (await table.UpdateRowAsync(entry, etag, members.Version.Next(), _stop.Token))
                {
                    LogDeclared(logger, entry.SiloAddress, (now - heard).TotalSeconds);
                }

                return;
            }
        }
    }

    private async Task<bool> Listens(IPEndPoint end)
    {
        using var client = new TcpClient(end.AddressFamily);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Membership.ProbeSeconds));
        try
        {
            await client.ConnectAsync(end, patience.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} was silent for {Seconds:F0} s and nothing listens there: declared dead, so that this one can join.")]
    private static partial void LogDeclared(ILogger logger, SiloAddress silo, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The members could not be looked through for silent ones; it will be tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
