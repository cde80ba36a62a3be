using System.Diagnostics.Metrics;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Telemetry;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FaceGrid.Grains.Tests.Limits;

/// <summary>How much a tenant may ask. Time is the test's own.</summary>
public sealed class QuestionLimitTests
{
    private readonly float[] _alice = FakeEncoder.RandomEncoding(new Random(5));

    [Fact]
    public void Enter_RateOfTwo_TwoAtOnceThenOneEveryHalfSecond()
    {
        var time = new FakeTimeProvider();
        var gate = new QuestionGate("lobby", 2, 0, time);
        gate.Enter(1);
        gate.Enter(1);
        var refused = Assert.Throws<GridRequestException>(() => gate.Enter(1));
        Assert.Equal(
            (GridError.TooManyRequests, true, TimeSpan.FromMilliseconds(500)), (refused.Error, refused.IsRetryable, refused.RetryAfter));
        Assert.Equal(
            "tenant 'lobby': asks this silo more than the 2 questions a second that Limits:QuestionsPerSecond lets it ask; "
            + "ask again in 500 ms",
            refused.Message);
        time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Throws<GridRequestException>(() => gate.Enter(1));
        time.Advance(TimeSpan.FromMilliseconds(1));
        gate.Enter(1);
        Assert.Throws<GridRequestException>(() => gate.Enter(1));

        // An idle hour is not saved up.
        time.Advance(TimeSpan.FromHours(1));
        gate.Enter(1);
        gate.Enter(1);
        Assert.Throws<GridRequestException>(() => gate.Enter(1));
    }

    [Fact]
    public void Enter_RateBelowOne_OneQuestionIsSavedUp()
    {
        var time = new FakeTimeProvider();
        var gate = new QuestionGate("lobby", 0.1, 0, time);
        gate.Enter(1);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Throws<GridRequestException>(() => gate.Enter(1)).RetryAfter);
        time.Advance(TimeSpan.FromSeconds(10));
        gate.Enter(1);
    }

    [Fact]
    public void Enter_BurstHeavierThanASecond_IsLetInAndCostsAtMostTwoBuckets()
    {
        var time = new FakeTimeProvider();
        var gate = new QuestionGate("lobby", 4, 0, time);
        gate.Enter(10);
        Assert.Equal(TimeSpan.FromSeconds(5.0 / 4), Assert.Throws<GridRequestException>(() => gate.Enter(1)).RetryAfter);
        time.Advance(TimeSpan.FromSeconds(5.0 / 4));
        gate.Enter(1);
        Assert.Throws<GridRequestException>(() => gate.Enter(1));
    }

    [Fact]
    public async Task Enter_FromManyThreads_NeverMoreThanTheLimitsLetIn()
    {
        var gate = new QuestionGate("lobby", 100, 8, new FakeTimeProvider());
        var (underWay, most, entered, refused) = (0, 0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                try
                {
                    gate.Enter(1);
                }
                catch (GridRequestException)
                {
                    Interlocked.Increment(ref refused);
                    continue;
                }

                var now = Interlocked.Increment(ref underWay);
                InterlockedMax(ref most, now);
                Interlocked.Increment(ref entered);
                Interlocked.Decrement(ref underWay);
                gate.Leave();
            }
        })));
        Assert.Equal((100, 300), (entered, refused));
        Assert.InRange(most, 1, 8);
    }

    [Fact]
    public async Task Recognize_BeyondTheRate_IsRefusedUntilTimePasses()
    {
        var time = new FakeTimeProvider();
        await using var grid = await Start(time, l => l.Default.QuestionsPerSecond = 3);
        await grid.People.Enroll("alice", _alice);
        var refusals = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "facegrid.refused" && instrument.Meter.Name == GridInstruments.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (tags.Length == 1 && tags[0] is { Key: "limit", Value: "questions_per_second" })
            {
                Interlocked.Add(ref refusals, count);
            }
        });
        listener.Start();
        Assert.Equal("alice", (await grid.People.Recognize(_alice)).Identity);
        Assert.True((await grid.People.Verify("alice", _alice)).IsVerified);
        await grid.People.Recognize(_alice);
        var refused = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Verify("alice", _alice));

        // It comes back whole from another silo.
        Assert.Equal((GridError.TooManyRequests, TimeSpan.FromMilliseconds(334)), (refused.Error, refused.RetryAfter));
        Assert.True(Interlocked.Read(ref refusals) >= 1);
        time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.Equal("alice", (await grid.People.Recognize(_alice)).Identity);
        Assert.Equal(
            GridError.TooManyRequests, (await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Recognize(_alice))).Error);
    }

    [Fact]
    public async Task RecognizeBurst_OfThreeFrames_WeighsThree()
    {
        var time = new FakeTimeProvider();
        await using var grid = await Start(time, l => l.Default.QuestionsPerSecond = 3);
        await grid.People.Enroll("alice", _alice);
        var frames = Enumerable.Range(0, BurstRequest.MinFrames).Select(i => FakeEncoder.Face($"frame-{i}", _alice)).ToList();
        Assert.Equal("alice", (await grid.People.RecognizeBurst(frames)).Decision.Identity);
        Assert.Equal(3, frames.Count);
        await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Recognize(_alice));
        time.Advance(TimeSpan.FromMilliseconds(334));
        await grid.People.Recognize(_alice);
    }

    [Fact]
    public async Task Recognize_WhileAsManyAreUnderWay_IsRefusedAtOnceAndTheOthersAreAnswered()
    {
        using var encoder = new HeldEncoderSource();
        await using var grid = await PeopleGrid.Start(services =>
        {
            People.Configure(services, new MortalStorage(), 1000);
            services.AddSingleton<IEncoderSource>(encoder);
            services.Configure<TenantLimits>(l => l.Default.QuestionsAtOnce = 2);
        });
        await grid.People.Enroll("alice", _alice);
        encoder.Hold();
        Task<RecognitionAnswer>[] three = [grid.People.Recognize(_alice), grid.People.Recognize(_alice), grid.People.Recognize(_alice)];

        // No encoding can end, so the first to end is the one that had no place.
        var first = await Task.WhenAny(three);
        var refused = await Assert.ThrowsAsync<GridRequestException>(() => first);
        encoder.Release();
        Assert.Equal((GridError.TooManyRequests, true), (refused.Error, refused.IsRetryable));
        Assert.Contains("Limits:QuestionsAtOnce", refused.Message, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(three.Where(t => t != first)), a => Assert.Equal("alice", a.Identity));
        Assert.Equal("alice", (await grid.People.Recognize(_alice)).Identity);
    }

    /// <summary>The grid has the system's clock; only the gates have the test's.</summary>
    private static async Task<PeopleGrid> Start(TimeProvider time, Action<TenantLimits> limits)
    {
        var grid = await PeopleGrid.Start(new MortalStorage(), change: services => services.Configure(limits));
        TenantQuestions.Of(grid.Services.GetRequiredService<IOptions<TenantLimits>>().Value, time);
        return grid;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var now = Volatile.Read(ref target); value > now; now = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, now);
        }
    }
}
