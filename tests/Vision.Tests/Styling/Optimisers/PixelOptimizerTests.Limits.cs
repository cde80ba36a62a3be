using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Optimisers;

/// <content>Steps at the limits: clamped pixels, costs that are not finite, a minimum.</content>
public sealed partial class PixelOptimizerTests
{
    [Theory]
    [MemberData(nameof(All))]
    public void Step_Clamped_StaysWithinRangeAndReachesIt(string name)
    {
        using var image = FunctionObjective.RampStart(ScalarType.Float32);
        using var optimizer = PixelOptimizer.Create(
            Named(name) with { LearningRate = name == "adam" ? 30 : name == "descent" ? 0.1 : 1 }, image, clamp: true);

        // The unbounded minimum lies between −60 and 110.
        using var objective = Far();
        for (var i = 0; i < 25; i++)
        {
            optimizer.Step(image, objective);
            Assert.InRange(image.min().item<float>(), 0f, 255f);
            Assert.InRange(image.max().item<float>(), 0f, 255f);
        }

        Assert.Equal(0f, image.min().item<float>());
        Assert.True(objective.Costs[^1] < objective.Costs[0] / 2);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Step_CostOrGradientNotFinite_ChangesNothing(string name)
    {
        using var image = FunctionObjective.RosenbrockStart(ScalarType.Float32);
        using var optimizer = PixelOptimizer.Create(Named(name) with { StrongWolfe = false }, image, clamp: false);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(optimizer.Step(image, FunctionObjective.Rosenbrock()).IsFinite);
        }

        var (before, state) = (image.bytes.ToArray(), State(optimizer));

        // 0/0 in the cost; and a root whose slope at 0 is not finite although its value is.
        Assert.False(optimizer.Step(image, new FunctionObjective(x => x.sum().Times(0).DividedBy(0))).IsFinite);
        Assert.False(optimizer.Step(image, new FunctionObjective(x => x.sub(x.detach()).abs().sqrt().sum())).IsFinite);

        Assert.Equal(before, image.bytes.ToArray());
        Assert.Equal(state, State(optimizer));
    }

    [Fact]
    public void Step_WolfeMeetsAPlaceThatIsNoNumber_SearchesBeforeIt()
    {
        // ln(1 − x) ends at x = 1, which the first step would pass.
        using var image = zeros(new long[] { 1, 3, 1, 1 }, dtype: ScalarType.Float64);
        using var objective = new FunctionObjective(x => x.Times(-1).Plus(1).log().Times(-1).sub(x.Times(50)).sum());
        using var optimizer = PixelOptimizer.Create(Wolfe(1000, 5), image, clamp: false);
        for (var i = 0; i < 20; i++)
        {
            Assert.True(optimizer.Step(image, objective).IsFinite);
        }

        // 1/(1 − x) = 50.
        Assert.Contains(objective.Costs, double.IsNaN);
        Assert.Equal(0.98, image.mean().item<double>(), 6);
    }

    [Fact]
    public void Step_AtTheMinimum_StaysThere()
    {
        using var image = ones(new long[] { 1, 3, 2, 4 }, dtype: ScalarType.Float32);
        using var optimizer = PixelOptimizer.Create(LBfgs(1, 5), image, clamp: false);

        Assert.Equal(0, optimizer.Step(image, FunctionObjective.Rosenbrock()).Total);
        Assert.Equal(0, optimizer.Step(image, FunctionObjective.Rosenbrock()).Total);
        Assert.Equal(1f, image.min().item<float>());
        Assert.Equal(1f, image.max().item<float>());
    }
}
