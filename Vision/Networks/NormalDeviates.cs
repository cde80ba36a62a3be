namespace FaceGrid.Vision.Networks;

/// <summary>
/// Normal deviates by the method of Box and Muller 1958 from .NET's seeded generator: the same on every machine and independent of
/// libtorch's generator.
/// </summary>
internal static class NormalDeviates
{
    /// <summary>One deviate of mean 0; draws two numbers from the generator, the radius first.</summary>
    /// <param name="deviation">Standard deviation; it is multiplied with the radius, so that all callers get the same bits.</param>
    public static double Next(Random random, double deviation = 1)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>Draws <paramref name="count"/> deviates in float32.</summary>
    public static float[] Floats(Random random, int count, double deviation)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)Next(random, deviation);
        }

        return values;
    }
}
