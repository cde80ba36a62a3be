using FaceGrid.Client.Connections;
using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Client.Tests.Connections;

/// <summary>How the command line behaves towards a grid that says when to ask again.</summary>
public sealed class TransientTests
{
    [Fact]
    public async Task Retry_AskedToWaitLongerThanItsPatience_GivesUpAfterOneCall()
    {
        var calls = 0;
        var refused = await Assert.ThrowsAsync<GridRequestException>(() => Transient.Retry<int>(
            () =>
            {
                calls++;
                throw Refusal(TimeSpan.FromHours(1));
            },
            TimeSpan.FromMinutes(1),
            CancellationToken.None));
        Assert.Equal((1, TimeSpan.FromHours(1)), (calls, refused.RetryAfter));
    }

    [Fact]
    public async Task Retry_AskedToWaitWithinItsPatience_CallsAgain()
    {
        var calls = 0;
        Assert.Equal(2, await Transient.Retry(
            () => ++calls == 1 ? throw Refusal(TimeSpan.FromMilliseconds(1)) : Task.FromResult(calls),
            TimeSpan.FromMinutes(1),
            CancellationToken.None));
    }

    [Fact]
    public async Task Retry_LimitThatNoWaitingChanges_IsNotTriedAgain()
    {
        var calls = 0;
        await Assert.ThrowsAsync<GridRequestException>(() => Transient.Retry<int>(
            () =>
            {
                calls++;
                throw new GridRequestException(GridError.LimitReached, "tenant 'lobby'", "has enough");
            },
            TimeSpan.FromMinutes(1),
            CancellationToken.None));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Retry_CallThatNobodyAnswers_IsMadeAgainAndWhicheverAnswersFirstCounts()
    {
        var calls = 0;
        var lost = new TaskCompletionSource<int>();
        Assert.Equal(2, await Transient.Retry(
            () => ++calls == 1 ? lost.Task : Task.FromResult(calls),
            TimeSpan.FromMinutes(1),
            CancellationToken.None,
            TimeSpan.FromMilliseconds(20)));

        // The first was only slow.
        calls = 0;
        var slow = new TaskCompletionSource<int>();
        var never = new TaskCompletionSource<int>();
        Assert.Equal(1, await Transient.Retry(
            () =>
            {
                if (++calls == 2)
                {
                    slow.SetResult(1);
                }

                return calls == 1 ? slow.Task : never.Task;
            },
            TimeSpan.FromMinutes(1),
            CancellationToken.None,
            TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task Retry_NobodyEverAnswers_EndsAfterTwiceItsPatience()
    {
        var silent = await Assert.ThrowsAsync<TimeoutException>(() => Transient.Retry(
            () => new TaskCompletionSource<int>().Task,
            TimeSpan.FromMilliseconds(100),
            CancellationToken.None,
            TimeSpan.FromMilliseconds(20)));
        Assert.Contains("no answer", silent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_CancelledWhileNobodyAnswers_EndsAtOnce()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Transient.Retry(
            () => new TaskCompletionSource<int>().Task, TimeSpan.FromHours(1), enough.Token, TimeSpan.FromMinutes(30)));
    }

    private static GridRequestException Refusal(TimeSpan retryAfter) =>
        new(GridError.TooManyRequests, "tenant 'lobby'", "asks too much", retryAfter);
}
