using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Conformance;

namespace FaceGrid.Cluster.Tests.Silos;

/// <summary>
/// Where silos are laxer than the embedded host (its test: ReadOnly_LastOfAGroupStillRuns_AWriteWaits). A read-only method must therefore
/// take a snapshot before its first await. Should this test fail one day, Orleans has become stricter and the caution can go.
/// </summary>
public sealed class ReadOnlyTests(GridFixture grid) : IClassFixture<GridFixture>
{
    private readonly string name = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task ReadOnly_FirstOfAGroupHasEnded_AWriteStartsWhileTheOtherStillRuns()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var first = Gate.Named("first" + name);
        var second = Gate.Named("second" + name);
        var write = Gate.Named("write" + name);
        var one = grain.Look("first" + name);
        await first.Entered();
        var two = grain.Look("second" + name);
        await second.Entered();
        var three = grain.Enter("write" + name);
        first.Open();
        await one;
        await write.Entered();
        Assert.Equal(1, second.Inside);
        second.Open();
        write.Open();
        await Task.WhenAll(two, three);
    }
}
