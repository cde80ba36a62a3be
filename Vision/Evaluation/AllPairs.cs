using System.Numerics;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Evaluation;

/// <summary>Compares every photo with every other: the impostor and genuine distances of a set of people.</summary>
public sealed class AllPairs
{
    /// <summary>Number of nearest impostor pairs that are kept.</summary>
    public const int Kept = 64;

    private AllPairs(DistanceCounts impostors, DistanceCounts genuines, IReadOnlyList<NearPair> nearest, int people, int photos)
    {
        Impostors = impostors;
        Genuines = genuines;
        NearestImpostors = nearest;
        People = people;
        Photos = photos;
    }

    /// <summary>Squared L2 distances of photos of different people.</summary>
    public DistanceCounts Impostors { get; }

    /// <summary>Squared L2 distances of photos of the same person.</summary>
    public DistanceCounts Genuines { get; }

    /// <summary>
    /// The nearest pairs of different people in ascending order of distance. In most collections about half of them are one person
    /// under two names; unless they are excluded, they determine the threshold.
    /// </summary>
    public IReadOnlyList<NearPair> NearestImpostors { get; }

    /// <summary>Number of distinct people.</summary>
    public int People { get; }

    /// <summary>Number of encodings.</summary>
    public int Photos { get; }

    /// <summary>Computes the distances of all pairs of encodings in parallel.</summary>
    /// <param name="encodings">N encodings of unit L2 norm.</param>
    /// <param name="people">For each encoding the index of its person.</param>
    /// <param name="samePerson">
    /// True for two indices that are the same person under two names: their pairs count neither as impostors nor as genuine. Null:
    /// never.
    /// </param>
    public static AllPairs Measure(IReadOnlyList<float[]> encodings, IReadOnlyList<int> people, Func<int, int, bool>? samePerson = null)
    {
        if (encodings.Count != people.Count)
        {
            throw new ArgumentException($"{encodings.Count} encodings of {people.Count} people");
        }

        var (impostors, genuines, near) = (new DistanceCounts(), new DistanceCounts(), new List<NearPair>());
        var gate = new Lock();
        Parallel.For(
            0,
            encodings.Count,
            () => (Impostors: new DistanceCounts(), Genuines: new DistanceCounts(), Near: new PriorityQueue<NearPair, double>()),
            (i, _, local) =>
            {
                for (var j = i + 1; j < encodings.Count; j++)
                {
                    var distance = SquaredDistance(encodings[i], encodings[j]);
                    if (people[i] == people[j])
                    {
                        local.Genuines.Add(distance);
                    }
                    else if (samePerson is null || !samePerson(people[i], people[j]))
                    {
                        local.Impostors.Add(distance);
                        Keep(local.Near, new NearPair(i, j, distance));
                    }
                }

                return local;
            },
            local =>
            {
                lock (gate)
                {
                    impostors.Add(local.Impostors);
                    genuines.Add(local.Genuines);
                    near.AddRange(local.Near.UnorderedItems.Select(p => p.Element));
                }
            });
        var nearest = near.OrderBy(p => p.Distance).ThenBy(p => p.First).ThenBy(p => p.Second).Take(Kept).ToList();
        return new AllPairs(impostors, genuines, nearest, people.Distinct().Count(), encodings.Count);
    }

    private static void Keep(PriorityQueue<NearPair, double> nearest, NearPair pair)
    {
        // The head of the queue is the farthest pair that is kept.
        if (nearest.Count < Kept)
        {
            nearest.Enqueue(pair, -pair.Distance);
        }
        else if (nearest.TryPeek(out var farthest, out _) && pair.Distance < farthest.Distance)
        {
            nearest.EnqueueDequeue(pair, -pair.Distance);
        }
    }

    /// <summary>‖a − b‖² in float32: within 1e-6 of the exact value, a hundredth of a histogram bin.</summary>
    private static double SquaredDistance(float[] a, float[] b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= FaceEncoding.Dimension - Vector<float>.Count; i += Vector<float>.Count)
        {
            var d = new Vector<float>(a, i) - new Vector<float>(b, i);
            sum += d * d;
        }

        return Vector.Sum(sum);
    }
}
