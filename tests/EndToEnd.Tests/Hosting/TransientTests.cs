using FaceGrid.Client.Hosting;
using FaceGrid.Grains;

namespace FaceGrid.EndToEnd.Tests.Hosting;

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
        Assert.Equal(2, await Transient.Retry(() => ++calls == 1 ? throw Refusal(TimeSpan.FromMilliseconds(1)) : Task.FromResult(calls), TimeSpan.FromMinutes(1), CancellationToken.None));
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

    private static GridRequestException Refusal(TimeSpan retryAfter) => new(GridError.TooManyRequests, "tenant 'lobby'", "asks too much", retryAfter);
}
