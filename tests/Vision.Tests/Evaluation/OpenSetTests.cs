using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class OpenSetTests
{
    [Fact]
    public void At_SmallGallery_CountsWrongPersonAndTooFarAsMisses()
    {
        // Points on a line instead of the sphere make the squared distances obvious.
        float[][] gallery = [[0f], [10f], [20f]];
        var experiment = new OpenSet(
            gallery,
            [(0, [1f]), (1, [13f]), (2, [9f])],
            [[18f], [15f], [40f]]);

        var result = experiment.At(4.5);

        Assert.Equal(3, result.Enrolled);
        Assert.Equal(2 / 3.0, result.RankOne, 1e-12);
        Assert.Equal(2 / 3.0, result.Fnir, 1e-12);
        Assert.Equal(1 / 3.0, result.Fpir, 1e-12);
    }

    [Fact]
    public void AtFpir_StrangersOfKnownDistances_TakesTheLargestThresholdAllowed()
    {
        var experiment = new OpenSet([[0f]], [(0, [1.5f])], [[1f], [2f], [3f], [4f]]);

        var result = experiment.AtFpir(0.25);

        Assert.Equal(4, result.Threshold);
        Assert.Equal(0.25, result.Fpir);
        Assert.Equal(0, result.Fnir);
    }
}
