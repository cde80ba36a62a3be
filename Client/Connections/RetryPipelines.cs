using FaceGrid.Grains.Interfaces;
using Polly;
using Polly.Retry;

namespace FaceGrid.Client.Connections;

/// <summary>Retry pipelines for the exceptions that a predicate names; every other exception propagates at once.</summary>
internal static class RetryPipelines
{
    /// <summary>At most <paramref name="attempts"/> calls, with no pause but the one that the grid asked for.</summary>
    public static ResiliencePipeline Attempts(int attempts, Func<Exception, bool> handles) => Build(new RetryStrategyOptions
    {
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } exception && handles(exception)),
        MaxRetryAttempts = attempts - 1,
        Delay = TimeSpan.Zero,
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(TransientFaults.PauseOf(args.Outcome.Exception!)),
    });

    /// <summary>Calls every <paramref name="pause"/> until <paramref name="patience"/> has passed since this method returned.</summary>
    public static ResiliencePipeline Polling(TimeSpan pause, TimeSpan patience, Func<Exception, bool> handles)
    {
        var start = TimeProvider.System.GetTimestamp();
        return Build(new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is { } exception && handles(exception) && TimeProvider.System.GetElapsedTime(start) < patience),
            MaxRetryAttempts = int.MaxValue,
            Delay = pause,
        });
    }

    private static ResiliencePipeline Build(RetryStrategyOptions options) => new ResiliencePipelineBuilder().AddRetry(options).Build();
}
