using System.Reflection;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training;

/// <summary>
/// What the renderer knows and a camera does not: the traits that a made-up person was drawn from, as a vector to learn.
/// Numbers have mean 0 and variance 1 over the people of a population; a style is one number for each of its values. What
/// cannot be seen from a photo is predicted by its mean, so it takes no part in the distance between two people.
/// </summary>
public sealed class TraitTargets
{
    private const int Sample = 2000;

    private static readonly PropertyInfo[] Properties = [.. typeof(PersonTraits)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.PropertyType == typeof(float) || p.PropertyType == typeof(int) || p.PropertyType.IsEnum)
        .OrderBy(p => p.Name, StringComparer.Ordinal)];

    private readonly float[] mean;
    private readonly float[] scale;

    /// <param name="people">The population whose statistics are used.</param>
    public TraitTargets(MadeUpPeople people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var rows = Enumerable.Range(0, Sample).Select(i => Raw(people.Traits(i))).ToArray();
        Length = rows[0].Length;
        mean = new float[Length];
        scale = new float[Length];
        for (var i = 0; i < Length; i++)
        {
            var column = rows.Select(r => (double)r[i]).ToArray();
            var average = column.Average();
            var deviation = Math.Sqrt(column.Sum(v => (v - average) * (v - average)) / Sample);
            mean[i] = (float)average;
            scale[i] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        }
    }

    /// <summary>Numbers in a target.</summary>
    public int Length { get; }

    /// <summary>The target of a person: <see cref="Length"/> numbers.</summary>
    public float[] Of(PersonTraits traits)
    {
        var values = Raw(traits);
        for (var i = 0; i < values.Length; i++)
        {
            // A rare style is many deviations away from its mean; it must not drown the rest.
            values[i] = Math.Clamp((values[i] - mean[i]) * scale[i], -3, 3);
        }

        return values;
    }

    private static float[] Raw(PersonTraits traits)
    {
        var values = new List<float>();
        foreach (var property in Properties)
        {
            switch (property.GetValue(traits))
            {
                case float number:
                    values.Add(number);
                    break;
                case int count:
                    values.Add(count);
                    break;
                case Enum style:
                    values.AddRange(Enum.GetValues(property.PropertyType).Cast<Enum>().Select(v => v.Equals(style) ? 1f : 0f));
                    break;
                default:
                    throw new InvalidOperationException($"{property.Name} is not a number");
            }
        }

        return [.. values];
    }
}
