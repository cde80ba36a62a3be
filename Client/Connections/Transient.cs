using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Client.Connections;

/// <summary>Calls that may be made again without harm: enrolments and removals come to the same, however often they arrive.</summary>
public static class Transient
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Calls again while the grid could not be reached or its store was away, for <paramref name="patience"/>; and, for twice as long, beside a call
    /// that nobody answers: a silo that died with the question never will.
    /// </summary>
    /// <param name="silence">How long a call may be without an answer before another is made, whichever answers first; null: as long as it takes.</param>
    public static async Task<T> Retry<T>(Func<Task<T>> call, TimeSpan patience, CancellationToken cancellationToken, TimeSpan? silence = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        var asked = new List<Task<T>>();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            TimeSpan rest;
            try
            {
                asked.Add(Call());
                return await Answer();
            }
            catch (Exception exception) when (IsTransient(exception)
                && TimeProvider.System.GetElapsedTime(began) + PauseOf(exception) < (exception is TimeoutException ? 2 * patience : patience))
            {
                // A silo has gone, or the store has: the next try meets another, or its return.
                rest = PauseOf(exception);
            }

            await Task.Delay(rest > pause ? rest : pause, cancellationToken);
        }

        async Task<T> Call() => await call();

        async Task<T> Answer()
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny([.. asked, Task.Delay(silence ?? Timeout.InfiniteTimeSpan, enough.Token)]);
            await enough.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (first is not Task<T> answer)
            {
                throw new TimeoutException($"no answer within {silence!.Value.TotalSeconds:0} s");
            }

            asked.Remove(answer);
            return await answer;
        }
    }

    /// <summary>How long the grid asked to be left alone: a caller beyond a limit that tries again at once only makes it worse.</summary>
    public static TimeSpan PauseOf(Exception exception) => (exception as GridRequestException)?.RetryAfter ?? TimeSpan.Zero;

    public static bool IsTransient(Exception exception) =>
        exception is GridRequestException { IsRetryable: true } or TimeoutException or OrleansException or System.Net.Sockets.SocketException;
}
