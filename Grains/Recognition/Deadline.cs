using System.Diagnostics;
using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Recognition;

/// <summary>The time that a question has. What fails for no fault of the question is asked again until it is over.</summary>
internal sealed class Deadline(TimeSpan limit, CancellationToken cancellationToken)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private readonly long _started = Stopwatch.GetTimestamp();

    private TimeSpan Left => limit - Stopwatch.GetElapsedTime(_started);

    /// <summary>Asks, and asks again where a grain could not be reached: its silo may have died, and another is about to take its place.</summary>
    /// <exception cref="DeadlineException">The time is over.</exception>
    /// <exception cref="GridRequestException">The answer is that the question is refused.</exception>
    public async Task<T> Ask<T>(Func<Task<T>> question)
    {
        var pause = FirstPause;
        while (true)
        {
            Exception failure;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                return await question().WaitAsync(Positive(Left), cancellationToken);
            }
            catch (GridRequestException)
            {
                throw;
            }
            catch (OrleansException exception) when (exception.InnerException is GridRequestException { IsRetryable: false })
            {
                // A refusal while the grain was activated, in the framework's words.
                throw exception.InnerException;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            if (Left <= pause)
            {
                throw new DeadlineException(limit, failure);
            }

            await Task.Delay(pause, cancellationToken);
            pause *= 2;
        }
    }

    /// <summary>Before something is asked anew that <paramref name="failure"/> was the answer to.</summary>
    /// <exception cref="DeadlineException">The time is over.</exception>
    public async Task Pause(Exception failure)
    {
        if (Left <= FirstPause)
        {
            throw new DeadlineException(limit, failure);
        }

        await Task.Delay(FirstPause, cancellationToken);
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1);
}
