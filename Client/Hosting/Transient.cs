using FaceGrid.Grains;

namespace FaceGrid.Client.Hosting;

/// <summary>Calls that may be made again without harm: enrolments and removals come to the same, however often they arrive.</summary>
internal static class Transient
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Calls again while the grid could not be reached or its store was away, for <paramref name="patience"/>.</summary>
    public static async Task<T> Retry<T>(Func<Task<T>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            TimeSpan asked;
            try
            {
                return await call();
            }
            catch (Exception exception) when (IsTransient(exception) && TimeProvider.System.GetElapsedTime(began) + PauseOf(exception) < patience)
            {
                // A silo has gone, or the store has: the next try meets another, or its return.
                asked = PauseOf(exception);
            }

            await Task.Delay(asked > pause ? asked : pause, cancellationToken);
        }
    }

    /// <summary>How long the grid asked to be left alone: a caller beyond a limit that tries again at once only makes it worse.</summary>
    public static TimeSpan PauseOf(Exception exception) => (exception as GridRequestException)?.RetryAfter ?? TimeSpan.Zero;

    public static bool IsTransient(Exception exception) =>
        exception is GridRequestException { IsRetryable: true } or TimeoutException or OrleansException or System.Net.Sockets.SocketException;
}
