using FaceGrid.Vision.Training;

namespace FaceGrid.Vision.Tests.Training;

public sealed class LearningRateTests
{
    [Fact]
    public void At_WholeRun_RisesThenFallsToZero()
    {
        var rate = new LearningRate(0.1, 10, 100);
        var all = Enumerable.Range(0, 100).Select(rate.At).ToArray();

        Assert.Equal(0.01, all[0], 1e-9);
        Assert.True(all.Max() <= 0.1);
        Assert.Equal(0.05, all[50], 1e-9);
        Assert.All(Enumerable.Range(0, 8), i => Assert.True(all[i + 1] > all[i]));
        Assert.All(Enumerable.Range(10, 89), i => Assert.True(all[i + 1] < all[i]));
        Assert.Equal(0, rate.At(100), 1e-12);
    }
}
