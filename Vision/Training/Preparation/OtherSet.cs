using System.Numerics;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>The encoded photos of the reference set, from which a training set is kept apart.</summary>
/// <param name="files">N paths.</param>
/// <param name="encodings">N encodings with L2 norm 1.</param>
internal sealed class OtherSet(IReadOnlyList<string> files, IReadOnlyList<float[]> encodings)
{
    public int Count => files.Count;

    /// <summary>The smallest distances of a person to the set.</summary>
    public NearIdentity Nearest(PreparedPerson person)
    {
        var (meanDistance, meanNearest) = Nearest(person.Mean());
        var pairs = person.Photos.Select(p => (Photo: p, Near: Nearest(p.Encoding!))).MinBy(p => p.Near.Distance);
        return new NearIdentity(
            person.Name, person.Photos.Count, meanDistance, meanNearest, pairs.Near.Distance, pairs.Photo.File, pairs.Near.File);
    }

    /// <summary>Squared L2 to the nearest photo, and its path.</summary>
    public (double Distance, string File) Nearest(float[] encoding)
    {
        var (best, at) = (float.MaxValue, 0);
        for (var i = 0; i < encodings.Count; i++)
        {
            var distance = SquaredDistance(encoding, encodings[i]);
            if (distance < best)
            {
                (best, at) = (distance, i);
            }
        }

        return (best, files[at]);
    }

    /// <summary>‖a − b‖² in float32, within 1e-6 of the exact value.</summary>
    internal static float SquaredDistance(float[] a, float[] b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var d = new Vector<float>(a, i) - new Vector<float>(b, i);
            sum += d * d;
        }

        var rest = 0f;
        for (; i < a.Length; i++)
        {
            rest += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return Vector.Sum(sum) + rest;
    }
}
