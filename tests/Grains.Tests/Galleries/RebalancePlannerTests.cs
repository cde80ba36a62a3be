using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class RebalancePlannerTests
{
    private readonly RebalancePlanner _planner = new(new ShardOptions { Capacity = 10, MaxTemplates = 100, MergeBelow = 0.5 });

    [Fact]
    public void Plan_ShardOverItsBounds_IsSplitIntoHalvesBeforeAnyMerge() =>
        Assert.Equal(new RebalancePlan("m", 2, To: null, Goal: 60), Plan((0, Load(1)), (1, Load(1)), (2, Load(11, templates: 120))));

    [Fact]
    public void Plan_OnePersonOverTheBounds_CannotBeSplit() => Assert.Null(Plan((0, Load(1, templates: 120))));

    [Fact]
    public void Plan_TwoEmptiestFitIntoOne_SmallerMovesIntoLarger() =>
        Assert.Equal(new RebalancePlan("m", 1, To: 0, Goal: 0), Plan((0, Load(3)), (1, Load(2)), (2, Load(9))));

    [Fact]
    public void Plan_TogetherOverTheBoundOfAMerge_Nothing() => Assert.Null(Plan((0, Load(3)), (1, Load(3)), (2, Load(9))));

    [Theory]
    [InlineData(1, 0, 0, 1)]
    [InlineData(0, 1, 1, 0)]
    public void Plan_UnreadableEntries_TheirShardIsTheTarget(int inFirst, int inSecond, int from, int to)
    {
        var plan = Plan((1, Load(1) with { Unreadable = inFirst }), (0, Load(2) with { Unreadable = inSecond }));

        Assert.Equal(new RebalancePlan("m", from, to, Goal: 0), plan);
    }

    [Fact]
    public void Plan_UnreadableEntriesInBoth_Nothing() =>
        Assert.Null(Plan((0, Load(1) with { Unreadable = 1 }), (1, Load(1) with { Unreadable = 1 })));

    [Fact]
    public void Plan_ExcludedShards_AreNeitherSplitNorMerged() =>
        Assert.Null(_planner.Plan([("m", [(0, Load(11)), (1, Load(1)), (2, Load(9))])], new HashSet<int> { 0, 1 }));

    private RebalancePlan? Plan(params (int, ShardLoad)[] shards) => _planner.Plan([("m", shards)], new HashSet<int>());

    private static ShardLoad Load(int people, int? templates = null) => new(people, templates ?? people, 0, 0);
}
