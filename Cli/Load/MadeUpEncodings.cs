using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Load;

/// <summary>
/// Encodings of people that there are not, the same in every process: random directions, so that two people lie at d = 2 ± 0.18 and nobody
/// among a million nearer than 1.1. Person n of two runs is the same person.
/// </summary>
internal static class MadeUpEncodings
{
    /// <summary>Halfway between a person's photos (about 0.3) and the nearest stranger of a million.</summary>
    public const double Threshold = 0.7;

    /// <summary>Standard deviation of what a photo adds to each of the 128 numbers.</summary>
    private const double PhotoNoise = 0.05;

    public static string Name(int person) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"load-{person:D7}");

    public static AlignedFace Enrolment(int person) => new(Name(person), [], Encoding: Draw(person, photo: 0));

    /// <summary>Another photo of the person.</summary>
    public static AlignedFace Probe(int person, int photo) => new($"{Name(person)}/{photo}", [], Encoding: Draw(person, photo));

    private static float[] Draw(int person, int photo)
    {
        var values = Normal(new Random(unchecked((person * 104729) + 17)), 1 / Math.Sqrt(FaceEncoding.Dimension));
        if (photo > 0)
        {
            var noise = Normal(new Random(unchecked((person * 7919) + photo)), PhotoNoise);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] += noise[i];
            }
        }

        var norm = Math.Sqrt(values.Sum(v => v * v));
        return Array.ConvertAll(values, v => (float)(v / norm));
    }

    private static double[] Normal(Random random, double deviation)
    {
        var values = new double[FaceEncoding.Dimension];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return values;
    }
}
