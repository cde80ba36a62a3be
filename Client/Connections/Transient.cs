using System.Collections.Concurrent;
using FaceGrid.Grains.Interfaces;
using Polly;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace FaceGrid.Client.Connections;

/// <summary>Retries idempotent calls: enrolments and removals have the same result, however often they arrive.</summary>
public static class Transient
{
    private const int MostHedgedCalls = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private static readonly ResiliencePropertyKey<long> Start = new("start");

    /// <summary>
    /// Repeats a call that failed with a transient fault, for <paramref name="patience"/>. A call without an answer is not waited for
    /// alone: after each <paramref name="silence"/> another is made beside it, for twice the patience, because a silo that died with a
    /// call never answers it.
    /// </summary>
    /// <param name="silence">
    /// How long a call may be without an answer before another is made; the first answer counts. Null: no second call.
    /// </param>
    /// <exception cref="TimeoutException">No call was answered.</exception>
    public static async Task<T> Retry<T>(
        Func<Task<T>> call, TimeSpan patience, CancellationToken cancellationToken, TimeSpan? silence = null)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Start, TimeProvider.System.GetTimestamp());
        try
        {
            // The wait ends with the pipeline's token, the call need not.
            return await Pipelines<T>.Of(patience, silence).ExecuteAsync(
                static async (context, call) => await call().WaitAsync(context.CancellationToken), context, call);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new TimeoutException($"no answer within {exception.Timeout.TotalSeconds:0.#} s", exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool MayRetry(Exception exception, ResilienceContext context, TimeSpan patience) =>
        TransientFaults.IsTransient(exception)
        && TimeProvider.System.GetElapsedTime(context.Properties.GetValue(Start, 0)) + TransientFaults.PauseOf(exception)
            < (exception is TimeoutException ? 2 * patience : patience);

    private static TimeSpan PauseBefore(int retry, Exception exception)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(retry, 10));
        var asked = TransientFaults.PauseOf(exception);
        return asked > pause ? asked : pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>One pipeline for each pair of times: time limit, then retries, then calls beside an unanswered one.</summary>
    private static class Pipelines<T>
    {
        private static readonly ConcurrentDictionary<(TimeSpan Patience, TimeSpan? Silence), ResiliencePipeline<T>> Built = new();

        public static ResiliencePipeline<T> Of(TimeSpan patience, TimeSpan? silence) =>
            Built.GetOrAdd((patience, silence), static times => Build(times.Patience, times.Silence));

        private static ResiliencePipeline<T> Build(TimeSpan patience, TimeSpan? silence)
        {
            var builder = new ResiliencePipelineBuilder<T>();
            if (silence is not null)
            {
                builder.AddTimeout(2 * patience);
            }

            builder.AddRetry(new RetryStrategyOptions<T>
            {
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is { } exception && MayRetry(exception, args.Context, patience)),
                MaxRetryAttempts = int.MaxValue,
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(PauseBefore(args.AttemptNumber, args.Outcome.Exception!)),
            });
            if (silence is { } delay)
            {
                builder.AddHedging(new HedgingStrategyOptions<T>
                {
                    // Any outcome ends the hedging: the retries pause before the next call, hedging would not.
                    ShouldHandle = static _ => ValueTask.FromResult(false),
                    Delay = delay,
                    MaxHedgedAttempts = (int)Math.Clamp(2 * patience / delay, 1, MostHedgedCalls),
                });
            }

            return builder.Build();
        }
    }
}
