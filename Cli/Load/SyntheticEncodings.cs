using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Load;

/// <summary>
/// Synthetic encodings, equal in every process: random unit vectors, so that the squared distance of two people is 2 ± 0.18,
/// and at least 1.1 among a million people. Person n has the same encoding in every run.
/// </summary>
internal static class SyntheticEncodings
{
    /// <summary>τ, halfway between two photos of a person (about 0.3) and the nearest of a million strangers.</summary>
    public const double Threshold = 0.7;

    /// <summary>Standard deviation of a photo's noise in each of the 128 dimensions.</summary>
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
