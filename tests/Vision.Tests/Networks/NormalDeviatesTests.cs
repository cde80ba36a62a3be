using FaceGrid.Vision.Networks;

namespace FaceGrid.Vision.Tests.Networks;

public sealed class NormalDeviatesTests
{
    /// <summary>
    /// Weights and start images of earlier versions were derived from this expression, so its bits must not change.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.0471404520791)]
    public void Next_AnyDeviation_HasTheBitsOfTheFormula(double deviation)
    {
        var (ours, random) = (new Random(6), new Random(6));
        for (var i = 0; i < 1000; i++)
        {
            var expected = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(NormalDeviates.Next(ours, deviation)));
        }
    }

    /// <summary>Within four standard errors of a normal distribution's moments.</summary>
    [Fact]
    public void Floats_Many_AreNormal()
    {
        const int Count = 100_000;
        var values = NormalDeviates.Floats(new Random(2), Count, deviation: 3);

        Assert.Equal(0, values.Average(), 4 * 3 / Math.Sqrt(Count));
        Assert.Equal(9, values.Average(v => (double)v * v), 4 * 9 * Math.Sqrt(2.0 / Count));
        Assert.Equal(3, values.Average(v => Math.Pow(v / 3.0, 4)), 4 * Math.Sqrt(96.0 / Count));
    }
}
