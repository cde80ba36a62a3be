using System.Net;
using System.Net.Sockets;
using FaceGrid.Silo.Health;
using FaceGrid.Silo.Options;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Removes stale members from the membership table while this silo joins. Orleans admits a silo only after it has reached every active
/// member. If all silos fail at once and some return under other addresses or not at all, no active silo is left that could declare the
/// missing ones dead, and none could join. Therefore a joining silo declares a member dead if its heartbeat is overdue and its endpoint
/// does not accept connections.
/// </summary>
internal sealed partial class StaleMemberEviction(
    IMembershipTable table, SiloOptions options, SiloState state, TimeProvider time, ILogger<StaleMemberEviction> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Six heartbeat periods of a healthy silo.</summary>
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(StaleMemberEviction),
        ServiceLifecycleStage.RuntimeGrainServices,
        Start,
        _ => _stop.CancelAsync());

    private Task Start(CancellationToken cancellationToken)
    {
        // Not awaited: the silo joins in a later lifecycle stage, which depends on this loop.
        _ = Task.Run(Run, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task Run()
    {
        // The first delay also leaves time to initialise the table.
        await Task.Delay(Period, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!state.IsReady && !_stop.IsCancellationRequested)
        {
            try
            {
                await EvictOne();
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception);
            }

            await Task.Delay(Period, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EvictOne()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var members = await table.ReadAllAsync(_stop.Token);
        foreach (var (entry, etag) in members.Members)
        {
            var heartbeat = entry.IAmAliveTime > entry.StartTime ? entry.IAmAliveTime : entry.StartTime;
            if (entry.Status == SiloStatus.Active
                && now - heartbeat > HeartbeatTimeout
                && !await IsListening(entry.SiloAddress.Endpoint))
            {
                entry.Status = SiloStatus.Dead;

                // False: another silo changed the table first; the next iteration reads its current state.
                if (await table.UpdateRowAsync(entry, etag, members.Version.Next(), _stop.Token))
                {
                    LogEvicted(logger, entry.SiloAddress, (now - heartbeat).TotalSeconds);
                }

                return;
            }
        }
    }

    private async Task<bool> IsListening(IPEndPoint endpoint)
    {
        using var client = new TcpClient(endpoint.AddressFamily);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Membership.ProbeSeconds));
        try
        {
            await client.ConnectAsync(endpoint, timeout.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Silo {Silo} was declared dead: no heartbeat for {Seconds:F0} s, and its endpoint accepts no connection.")]
    private static partial void LogEvicted(ILogger logger, SiloAddress silo, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be checked for stale members; retrying.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
