using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class AllPairsTests
{
    [Fact]
    public void Measure_SomeHundredPhotos_CountsWhatADoubleLoopCounts()
    {
        var random = new Random(3);
        var people = Enumerable.Range(0, 300).Select(_ => random.Next(60)).ToList();
        var encodings = people.ConvertAll(_ => Unit(random));
        static bool Same(int a, int b) => (a, b) is (4, 5) or (5, 4);
        var (impostors, genuines) = (new List<(double Distance, int I, int J)>(), new List<double>());
        for (var i = 0; i < encodings.Count; i++)
        {
            for (var j = i + 1; j < encodings.Count; j++)
            {
                var d = FaceEncoding.SquaredDistance(encodings[i], encodings[j]);
                if (people[i] == people[j])
                {
                    genuines.Add(d);
                }
                else if (!Same(people[i], people[j]))
                {
                    impostors.Add((d, i, j));
                }
            }
        }

        var measured = AllPairs.Measure(encodings, people, Same);

        Assert.Equal((impostors.Count, genuines.Count), (measured.Impostors.Count, measured.Genuines.Count));
        for (var tau = 1.2; tau < 2.8; tau += 0.1)
        {
            // A distance within float32's error of τ may fall on either side.
            Assert.Equal(
                impostors.Count(p => p.Distance < tau) / (double)impostors.Count,
                measured.Impostors.ShareBelow(tau),
                3.0 / impostors.Count);
        }

        var nearest = impostors.OrderBy(p => p.Distance).Take(AllPairs.Kept).ToList();
        Assert.Equal(nearest.Select(p => (p.I, p.J)), measured.NearestImpostors.Select(p => (p.First, p.Second)));
        Assert.All(nearest.Zip(measured.NearestImpostors), p => Assert.Equal(p.First.Distance, p.Second.Distance, 1e-5));
    }

    [Fact]
    public void MeanExcessBelow_KnownDistances_IsTheirMean()
    {
        var counts = new DistanceCounts();
        foreach (var d in new[] { 0.5, 0.7, 0.9, 1.5 })
        {
            counts.Add(d);
        }

        Assert.Equal((0.5 + 0.3 + 0.1) / 3, counts.MeanExcessBelow(1.0), DistanceCounts.Step);
        Assert.Equal(0.75, counts.ShareBelow(1.0));
    }

    private static float[] Unit(Random random)
    {
        var values = Enumerable.Range(0, FaceEncoding.Dimension).Select(_ => random.NextDouble() - 0.5).ToArray();
        var norm = Math.Sqrt(values.Sum(v => v * v));
        return Array.ConvertAll(values, v => (float)(v / norm));
    }
}
