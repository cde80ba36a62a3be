namespace FaceGrid.Vision.Networks;

/// <summary>Normal deviates by Box and Muller 1958, from .NET's seeded generator: the same on every machine, whatever libtorch's does.</summary>
internal static class NormalDeviates
{
    /// <summary>One deviate of mean 0; takes two numbers from the generator, the radius first.</summary>
    /// <param name="deviation">Standard deviation; it multiplies the radius, so that the bits do not depend on who asks.</param>
    public static double Next(Random random, double deviation = 1)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>So many of them in float32.</summary>
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
