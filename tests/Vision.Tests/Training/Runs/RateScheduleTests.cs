using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

public sealed class RateScheduleTests
{
    [Theory]
    [InlineData(RateScheduleKind.Cosine, 0, 0.1)]
    [InlineData(RateScheduleKind.Cosine, 50, 0.5)]
    [InlineData(RateScheduleKind.Step, 4, 0.5)]
    [InlineData(RateScheduleKind.Step, 49, 1)]
    [InlineData(RateScheduleKind.Step, 50, 0.1)]
    [InlineData(RateScheduleKind.Step, 75, 0.01)]
    [InlineData(RateScheduleKind.Constant, 99, 1)]
    public void At_AStep_IsTheRateOfTheSchedule(RateScheduleKind kind, int step, double expected) =>
        Assert.Equal(expected, new RateSchedule(kind, 1, 10, 100).At(step), 3);

    [Fact]
    public void At_WholeCosineRun_RisesThenFallsToZero()
    {
        var rate = new RateSchedule(RateScheduleKind.Cosine, 0.1, 10, 100);
        var all = Enumerable.Range(0, 100).Select(rate.At).ToArray();

        Assert.Equal(0.01, all[0], 1e-9);
        Assert.True(all.Max() <= 0.1);
        Assert.Equal(0.05, all[50], 1e-9);
        Assert.All(Enumerable.Range(0, 8), i => Assert.True(all[i + 1] > all[i]));
        Assert.All(Enumerable.Range(10, 89), i => Assert.True(all[i + 1] < all[i]));
        Assert.Equal(0, rate.At(100), 1e-12);
    }
}
