using System.Diagnostics;
using FaceGrid.Grains.Interfaces;
using Polly;
using Polly.Retry;

namespace FaceGrid.Grains.Recognition;

/// <summary>The time limit of one question. Calls that fail with a transient fault are retried until it has passed.</summary>
internal sealed class Deadline(TimeSpan limit, CancellationToken cancellationToken)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private static readonly ResiliencePropertyKey<Deadline> Key = new("deadline");

    private static readonly ResiliencePipeline Retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = static args => ValueTask.FromResult(
                args.Outcome.Exception is { } exception
                && TransientFaults.IsTransient(exception)
                && PauseBefore(args.AttemptNumber, exception) < Of(args.Context).Left),
            MaxRetryAttempts = int.MaxValue,
            DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(PauseBefore(args.AttemptNumber, args.Outcome.Exception!)),
        })
        .Build();

    private readonly long _started = Stopwatch.GetTimestamp();

    private TimeSpan Left => limit - Stopwatch.GetElapsedTime(_started);

    /// <summary>
    /// Calls, and calls again after a transient fault: the grain's silo may have died, and the grain is activated on another one.
    /// </summary>
    /// <exception cref="DeadlineException">The time has passed.</exception>
    /// <exception cref="GridRequestException">The question is refused.</exception>
    public async Task<T> Ask<T>(Func<Task<T>> question)
    {
        // Retries run on the grain's scheduler, as the first call does.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        context.Properties.Set(Key, this);
        try
        {
            return await Retries.ExecuteAsync(
                static async (context, question) =>
                    await question().WaitAsync(Positive(Of(context).Left), context.CancellationToken), context, question);
        }
        catch (Exception exception) when (TransientFaults.IsTransient(exception))
        {
            throw new DeadlineException(limit, exception);
        }
        catch (OrleansException exception) when (exception.InnerException is GridRequestException refusal)
        {
            // The grain was refused its activation; the framework wraps the refusal.
            throw refusal;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Waits before a question is repeated whose answer was <paramref name="failure"/>.</summary>
    /// <exception cref="DeadlineException">The time has passed.</exception>
    public async Task Pause(Exception failure)
    {
        if (Left <= FirstPause)
        {
            throw new DeadlineException(limit, failure);
        }

        await Task.Delay(FirstPause, cancellationToken);
    }

    private static Deadline Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    private static TimeSpan PauseBefore(int retry, Exception exception)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(retry, 10));
        var asked = TransientFaults.PauseOf(exception);
        return asked > pause ? asked : pause < LongestPause ? pause : LongestPause;
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1);
}
