using System.Net.Sockets;
using Orleans.Storage;

namespace FaceGrid.Grains.Interfaces;

/// <summary>
/// Faults after which the same idempotent call can succeed: a silo or a store is unavailable, a limit is reached for now.
/// </summary>
public static class TransientFaults
{
    /// <summary>
    /// True for timeouts, rejected messages, unreachable silos, lost races for a state's ETag and refusals with
    /// <see cref="GridRequestException.IsRetryable"/>. False for every other exception, which a retry would only hide.
    /// </summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        GridRequestException refusal => refusal.IsRetryable,
        TimeoutException or SocketException or InconsistentStateException => true,

        // A failed activation or a failed read of its state is wrapped: what matters is the cause.
        OrleansException { InnerException: { } cause } => cause is IOException or OperationCanceledException or ObjectDisposedException
            || IsTransient(cause),
        OrleansException => true,
        AggregateException { InnerExceptions: [var only] } => IsTransient(only),
        _ => false,
    };

    /// <summary>How long the grid asked the caller to wait before the next attempt; zero if it named no time.</summary>
    public static TimeSpan PauseOf(Exception exception) => (exception as GridRequestException)?.RetryAfter ?? TimeSpan.Zero;
}
