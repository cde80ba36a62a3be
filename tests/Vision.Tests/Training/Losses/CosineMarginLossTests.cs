using FaceGrid.Vision.Training.Losses;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Losses;

public sealed class CosineMarginLossTests
{
    [Fact]
    public void Loss_KnownCosines_IsTheFormula()
    {
        using var head = new CosineMarginLoss(people: 3, dimension: 4, scale: 8, seed: 1);
        double[][] cosines = [[0.9, -0.2, 0.1], [0.3, 0.4, 0.5]];
        long[] people = [0, 1];
        const double Margin = 0.35;

        using var input = tensor(cosines.SelectMany(c => c).Select(c => (float)c).ToArray(), [2, 3]);
        using var labels = tensor(people);
        using var loss = head.Loss(input, labels, Margin);

        var expected = Enumerable.Range(0, 2).Average(i =>
        {
            var own = Math.Exp(8 * (cosines[i][people[i]] - Margin));
            return -Math.Log(own / (own + Enumerable.Range(0, 3).Where(j => j != people[i]).Sum(j => Math.Exp(8 * cosines[i][j]))));
        });
        Assert.Equal(expected, loss.item<float>(), 1e-5);
    }

    [Fact]
    public void Forward_UnitEncodings_GivesCosinesAndGradientsToTheDirections()
    {
        using var head = new CosineMarginLoss(people: 5, dimension: 4, scale: 8, seed: 1);
        using var input = nn.functional.normalize(randn(7, 4));

        using var cosines = head.call(input);
        using var sum = cosines.sum();
        sum.backward();

        Assert.Equal([7L, 5L], cosines.shape);
        Assert.True(cosines.abs().max().item<float>() <= 1.00001f);
        Assert.True(head.parameters().Single().grad!.abs().max().item<float>() > 0);
    }
}
