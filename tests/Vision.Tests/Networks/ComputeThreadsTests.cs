using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Tests.Training.Preparation;

namespace FaceGrid.Vision.Tests.Networks;

[Collection(ThreadCountCollection.Name)]
public sealed class ComputeThreadsTests
{
    [Fact]
    public void Use_WithinAnotherScope_GivesBackWhatWasInForce()
    {
        var before = ComputeThreads.Current;
        using (ComputeThreads.Use(3))
        {
            Assert.Equal(3, ComputeThreads.Current);
            using (ComputeThreads.Use(2))
            {
                Assert.Equal(2, ComputeThreads.Current);
            }

            Assert.Equal(3, ComputeThreads.Current);
        }

        Assert.Equal(before, ComputeThreads.Current);
    }

    /// <summary>The number of threads set on one thread is not changed by computations on other threads.</summary>
    [Fact]
    public void Use_OnAnotherThread_LeavesThisOneAsItIs()
    {
        using var here = ComputeThreads.Use(3);
        var there = 0;
        var thread = new Thread(() =>
        {
            using var number = ComputeThreads.Use(2);
            there = ComputeThreads.Current;
        });
        thread.Start();
        thread.Join();

        Assert.Equal((2, 3), (there, ComputeThreads.Current));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ComputeThreads.MaxThreads + 1)]
    public void Use_NumberOutOfRange_Refused(int threads) => Assert.Throws<ArgumentOutOfRangeException>(() => ComputeThreads.Use(threads));
}
