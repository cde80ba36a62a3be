using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.VerificationHeads;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.VerificationHeads;

public sealed class VerificationHeadTests : IDisposable
{
    private const int Folds = 5;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<HeadKind> Kinds() => [.. Enum.GetValues<HeadKind>()];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_KnownEncodings_GivesTheFormulas()
    {
        var (a, b) = (new float[128], new float[128]);
        (a[0], b[0], a[1], b[1], a[2]) = (0.5f, -0.25f, 0.25f, 0.5f, 1);
        double[] Of(HeadKind kind)
        {
            var features = new double[PairFeatures.Count(kind)];
            PairFeatures.Write(kind, a, b, features);
            return features;
        }

        Assert.Equal([0.5625 + 0.0625 + 1], Of(HeadKind.Distance));
        Assert.Equal([0.75, 0.25, 1, 0], Of(HeadKind.Absolute)[..4]);
        Assert.Equal([0.5625, 0.0625, 1, 0], Of(HeadKind.Squared)[..4]);
        Assert.All(
            new[] { 0.5625 / 0.75, 0.0625 / 0.75, 1, 0 }.Zip(Of(HeadKind.ChiSquare)),
            pair => Assert.Equal(pair.First, pair.Second, 3e-6));
        Assert.Equal([0.125, 0.375, 0.5, 0], Of(HeadKind.Concatenation)[..4]);
        Assert.Equal([0.125, 0.375, 0.5, 0], Of(HeadKind.Concatenation)[128..132]);
    }

    /// <summary>On features without signs the χ² form is DeepFace's, (a − b)² / (a + b).</summary>
    [Fact]
    public void Write_ChiSquareOfNonNegativeFeatures_IsTheOneOfDeepFace()
    {
        var random = new Random(8);
        var a = Enumerable.Range(0, 128).Select(_ => 0.01f + random.NextSingle()).ToArray();
        var b = Enumerable.Range(0, 128).Select(_ => 0.01f + random.NextSingle()).ToArray();
        var features = new double[128];

        PairFeatures.Write(HeadKind.ChiSquare, a, b, features);

        Assert.All(Enumerable.Range(0, 128), i => Assert.Equal(((double)a[i] - b[i]) * ((double)a[i] - b[i]) / ((double)a[i] + b[i]), features[i], 1e-4));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Probability_EncodingsExchanged_IsTheSameToTheLastBit(HeadKind kind)
    {
        var pairs = Pairs(400);
        var head = HeadTraining.Fit("h", kind, "m@1", pairs);

        Assert.All(pairs, p => Assert.Equal(head.Probability(p.First, p.Second), head.Probability(p.Second, p.First)));
        Assert.All(pairs, p => Assert.InRange(head.Probability(p.First, p.Second), 0, 1));
    }

    [Theory]
    [InlineData(HeadKind.Distance)]
    [InlineData(HeadKind.Absolute)]
    [InlineData(HeadKind.Squared)]
    [InlineData(HeadKind.ChiSquare)]
    public void Fit_PairsThatDifferInSomeDimensions_LearnsThem(HeadKind kind)
    {
        // Only the first 16 dimensions tell people apart, the rest is noise: a head can find that out, a plain threshold cannot.
        var training = Pairs(2000);
        var test = Pairs(1000, seed: 99);

        var head = HeadTraining.Fit("h", kind, "m@1", training);

        var right = test.Count(p => head.IsSame(p.First, p.Second) == p.Same) / 1000.0;
        var distance = BestThreshold.Find([.. test.Select(p => FaceEncoding.SquaredDistance(p.First, p.Second))], [.. test.Select(p => p.Same)]).Correct / 1000.0;
        Assert.True(kind == HeadKind.Distance ? Math.Abs(right - distance) < 0.03 : right > distance + 0.05, $"{kind}: {right}, threshold {distance}");
    }

    /// <summary>The plain threshold as a head: one weight, so its order of pairs is that of the distances.</summary>
    [Fact]
    public void Fit_Distance_DecidesAsAThresholdDoes()
    {
        var pairs = Pairs(600);

        var head = HeadTraining.Fit("h", HeadKind.Distance, "m@1", pairs);

        Assert.True(head.Weights[0] < 0);
        var best = BestThreshold.Find([.. pairs.Select(p => FaceEncoding.SquaredDistance(p.First, p.Second))], [.. pairs.Select(p => p.Same)]);
        Assert.Equal(best.Correct, pairs.Count(p => head.IsSame(p.First, p.Second) == p.Same));
    }

    [Fact]
    public void Fit_SeparablePairs_IsFinite()
    {
        var pairs = Pairs(200).Select(p => p with { First = p.Same ? p.Second : [.. p.Second.Select(v => -v)] }).ToList();

        foreach (var kind in new[] { HeadKind.Distance, HeadKind.Absolute, HeadKind.Squared, HeadKind.ChiSquare })
        {
            var head = HeadTraining.Fit("h", kind, "m@1", pairs, regularisation: 1e-9);

            Assert.Null(head.WhyNot());
            Assert.All(pairs, p => Assert.Equal(p.Same, head.IsSame(p.First, p.Second)));
        }
    }

    [Fact]
    public void Split_AnyFold_SharesNoPairWithItsTest()
    {
        var pairs = Pairs(500);
        var tested = new List<LabelledPair>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var (training, test) = HeadViewTwo.Split(pairs, fold);

            Assert.Equal(pairs.Count, training.Count + test.Count);
            Assert.All(test, p => Assert.Equal(fold, p.Group));
            Assert.DoesNotContain(training, p => p.Group == fold);
            tested.AddRange(test);
        }

        Assert.Equal(pairs.Count, tested.Distinct().Count());
    }

    /// <summary>
    /// A fold whose truth is turned round must come out wrong: had anything of it leaked into its head, it would not.
    /// </summary>
    [Fact]
    public void Evaluate_FoldWithTurnedTruth_IsAnsweredByTheOthers()
    {
        var (protocol, encodings) = Protocol();

        var plain = HeadViewTwo.Evaluate(protocol, encodings, HeadKind.Absolute, "m@1");
        var labelled = HeadViewTwo.Labelled(protocol, encodings);
        var (training, test) = HeadViewTwo.Split([.. labelled.Select(p => p.Group == 0 ? p with { Same = !p.Same } : p)], 0);
        var head = HeadTraining.Fit("Absolute", HeadKind.Absolute, "m@1", training);

        Assert.Equal(plain.FoldThresholds[0], head.Threshold);
        Assert.Equal(1 - plain.FoldAccuracies[0], test.Count(p => head.IsSame(p.First, p.Second) == p.Same) / (double)test.Count, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void File_WrittenAndRead_KeepsEveryBit(HeadKind kind)
    {
        var head = HeadTraining.Fit("door", kind, "m@1", Pairs(200));
        VerificationHeadFile.Write(_folder.File("head.json"), head);

        var read = VerificationHeadFile.Read(_folder.File("head.json"));

        Assert.Equal(head.Weights, read.Weights);
        Assert.Equal(head with { Weights = read.Weights }, read);
    }

    [Theory]
    [InlineData("", "no verification head")]
    [InlineData("{}", "no verification head")]
    [InlineData("null", "no verification head")]
    [InlineData("""{"name":"n","kind":"cosine","modelVersion":"m","weights":[1],"bias":0,"threshold":0.5,"regularisation":1,"trainingPairs":2}""", "no verification head")]
    [InlineData("""{"name":"n","kind":"absolute","modelVersion":"m","weights":[1],"bias":0,"threshold":0.5,"regularisation":1,"trainingPairs":2}""", "1 weights, Absolute needs 128")]
    [InlineData("""{"name":"n","kind":"distance","modelVersion":"m","weights":[1],"bias":0,"threshold":1.5,"regularisation":1,"trainingPairs":2}""", "no probability")]
    [InlineData("""{"name":"n","kind":"distance","modelVersion":"m","weights":[1e999],"bias":0,"threshold":0.5,"regularisation":1,"trainingPairs":2}""", "")]
    public void Read_NoHead_IsBadInputThatSaysWhy(string json, string reason)
    {
        File.WriteAllText(_folder.File("head.json"), json);

        var error = Assert.Throws<BadInputException>(() => VerificationHeadFile.Read(_folder.File("head.json")));

        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static List<LabelledPair> Pairs(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var same = i % 2 == 0;
            var a = Enumerable.Range(0, 128).Select(_ => random.NextSingle() - 0.5f).ToArray();
            var b = a.Select((v, j) => j < 16 ? v + ((random.NextSingle() - 0.5f) * (same ? 0.8f : 1.6f)) : random.NextSingle() - 0.5f).ToArray();
            return new LabelledPair(a, b, same, i / 2 % Folds);
        })];
    }

    private (PairsFile Protocol, Dictionary<string, float[]> Encodings) Protocol()
    {
        const int PerKind = 20;
        var pairs = Pairs(Folds * PerKind * 2);
        var (same, different) = (pairs.Where(p => p.Same).ToList(), pairs.Where(p => !p.Same).ToList());
        var lines = new List<string> { $"{Folds}\t{PerKind}" };
        var encodings = new Dictionary<string, float[]>();
        for (var fold = 0; fold < Folds; fold++)
        {
            for (var i = 0; i < PerKind; i++)
            {
                var n = (fold * PerKind) + i;
                lines.Add($"s{n}\t1\t2");
                (encodings[$"s{n}/s{n}_0001.jpg"], encodings[$"s{n}/s{n}_0002.jpg"]) = (same[n].First, same[n].Second);
            }

            for (var i = 0; i < PerKind; i++)
            {
                var n = (fold * PerKind) + i;
                lines.Add($"a{n}\t1\tb{n}\t1");
                (encodings[$"a{n}/a{n}_0001.jpg"], encodings[$"b{n}/b{n}_0001.jpg"]) = (different[n].First, different[n].Second);
            }
        }

        File.WriteAllLines(_folder.File("pairs.txt"), lines);
        return (PairsFile.Parse(_folder.File("pairs.txt")), encodings);
    }
}
