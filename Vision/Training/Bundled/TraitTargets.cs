using System.Reflection;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Bundled;

/// <summary>
/// Regression targets: the traits from which the renderer drew a synthetic person, as a vector. Numbers are standardised to mean 0 and
/// variance 1 over the people of a population; a style is encoded as one number for each of its values (one-hot). A trait that no photo
/// shows is predicted by its mean and therefore does not contribute to the distance between two people.
/// </summary>
public sealed class TraitTargets
{
    /// <summary>People of whom the statistics are computed.</summary>
    private const int Sample = 2000;

    private static readonly PropertyInfo[] Properties = [.. typeof(PersonTraits)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.PropertyType == typeof(float) || p.PropertyType == typeof(int) || p.PropertyType.IsEnum)
        .OrderBy(p => p.Name, StringComparer.Ordinal)];

    private readonly float[] _mean;
    private readonly float[] _scale;

    /// <summary>Computes the statistics of a population from its first 2000 people.</summary>
    /// <param name="people">The population.</param>
    public TraitTargets(SyntheticPeople people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var rows = Enumerable.Range(0, Sample).Select(i => Raw(people.Traits(i))).ToArray();
        Length = rows[0].Length;
        _mean = new float[Length];
        _scale = new float[Length];
        for (var i = 0; i < Length; i++)
        {
            var column = rows.Select(r => (double)r[i]).ToArray();
            var average = column.Average();
            var deviation = Math.Sqrt(column.Sum(v => (v - average) * (v - average)) / Sample);
            _mean[i] = (float)average;
            _scale[i] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        }
    }

    /// <summary>T: length of a target, at most 128.</summary>
    public int Length { get; }

    /// <summary>The target of a person: <see cref="Length"/> numbers from −3 to 3.</summary>
    public float[] Of(PersonTraits traits)
    {
        var values = Raw(traits);
        for (var i = 0; i < values.Length; i++)
        {
            // A rare style is many standard deviations away from its mean and would dominate the loss.
            values[i] = Math.Clamp((values[i] - _mean[i]) * _scale[i], -3, 3);
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
