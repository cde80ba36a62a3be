using FaceGrid.Tests;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training;
using FaceGrid.Vision.Weights;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Faces.Liveness;

public sealed class TemporalLivenessTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The model card's figures on people, movement and signals that no training has seen, at the size of real crops.</summary>
    [Fact]
    public void Score_ShippedWeightsOnFreshBursts_ReachesTheCardsFigures()
    {
        using var liveness = Shipped();
        var kinds = Enum.GetValues<BurstKind>();
        var scores = Enumerable.Range(0, 40 * kinds.Length).AsParallel().AsOrdered().Select(i =>
        {
            var burst = BurstRenderer.Render(new MadeUpPeople(9).Traits(i), kinds[i % kinds.Length], 7_000 + (ulong)i);
            return (burst.Kind, Score: liveness.Score(burst.Frames, EyeSignals.Of(burst, (ulong)i)));
        }).ToArray();

        AttackKind Kind(BurstKind kind) => new(kind.ToString(), [.. scores.Where(s => s.Kind == kind).Select(s => s.Score.Live)], 0);
        var test = new PresentationAttackTest([.. kinds.Where(k => k is not BurstKind.Live and not BurstKind.ReplayedFilm).Select(Kind)], Kind(BurstKind.Live));
        var rates = test.At(0.5);
        output.WriteLine($"BPCER {rates.Bpcer}, APCER {string.Join(' ', test.Attacks.Zip(rates.Apcer, (a, r) => $"{a.Name} {r}"))}, "
            + $"film {scores.Count(s => s.Kind == BurstKind.ReplayedFilm && s.Score.Live >= 0.5) / 40.0}");
        Assert.InRange(rates.Bpcer, 0, 0.2);
        Assert.All(rates.Apcer, a => Assert.InRange(a, 0, 0.3));
    }

    [Fact]
    public void Score_ShippedBlinkNetworkOnFreshSignals_FindsBlinksAndFewOthers()
    {
        using var liveness = Shipped();
        RgbImage[] still = [.. Enumerable.Repeat(new RgbImage(56, 56), 16)];
        var (blinks, found, others, wrong) = (0, 0, 0, 0);
        for (var i = 0; i < 400; i++)
        {
            var sample = EyeSignals.Draw(5_000_000 + (ulong)i);
            var score = liveness.Score(still, sample.Opening);
            if (score.Blink is not { } blink)
            {
                continue;
            }

            blinks += sample.HasBlink ? 1 : 0;
            others += sample.HasBlink ? 0 : 1;
            found += sample.HasBlink && blink > 0.5 ? 1 : 0;
            wrong += !sample.HasBlink && blink > 0.5 ? 1 : 0;
        }

        output.WriteLine($"{found} of {blinks} blinks found, {wrong} of {others} others taken for one");
        Assert.InRange(found / (double)blinks, 0.9, 1);
        Assert.InRange(wrong / (double)others, 0, 0.06);
    }

    /// <summary>Whatever the brightness, contrast, length and size: numbers between 0 and 1.</summary>
    [Fact]
    public void Score_OddBursts_StaysFinite()
    {
        using var liveness = Shipped();
        var noise = new RgbImage(112, 112);
        new Random(1).NextBytes(noise.Pixels);
        IReadOnlyList<RgbImage>[] bursts =
        [
            [.. Enumerable.Repeat(new RgbImage(112, 112), 8)],
            [.. Enumerable.Repeat(noise, 16)],
            [.. Enumerable.Range(0, 45).Select(i => i % 2 == 0 ? noise : new RgbImage(112, 112))],
            [.. Enumerable.Repeat(new RgbImage(30, 30), 9)],
        ];
        foreach (var burst in bursts)
        {
            foreach (double?[] opening in new double?[][] { [], new double?[burst.Count], [.. burst.Select((_, i) => (double?)(i % 3 == 0 ? double.NaN : 1e6 * i))] })
            {
                var score = liveness.Score(burst, opening);

                Assert.InRange(score.Burst, 0, 1);
                Assert.InRange(score.Live, 0, 1);
                Assert.InRange(score.Blink ?? 0, 0, 1);
            }
        }
    }

    [Fact]
    public void Score_NoEyeOpening_IsTheBurstAlone()
    {
        using var liveness = Shipped();
        var burst = BurstRenderer.Render(new MadeUpPeople(9).Traits(3), BurstKind.Live, 3, 56);

        var score = liveness.Score(burst.Frames, []);

        Assert.Null(score.Blink ?? score.BlinkFrame);
        Assert.Equal(score.Burst, score.Live, 1e-12);
    }

    [Fact]
    public void Score_BadBursts_Throws()
    {
        using var liveness = Shipped();
        RgbImage[] frames = [.. Enumerable.Repeat(new RgbImage(56, 56), 16)];

        Assert.Throws<ArgumentException>(() => liveness.Score(frames[..7], []));
        Assert.Throws<ArgumentException>(() => liveness.Score(frames, [0.3]));
        Assert.Throws<ArgumentException>(() => liveness.Score([.. frames, new RgbImage(57, 56)], []));
    }

    [Fact]
    public void Load_WeightsExchanged_SaysWhichWasExpected()
    {
        var error = Assert.Throws<BadInputException>(() => TemporalLiveness.Load(File("facegrid-blink-v1"), File("facegrid-burst-v1")));

        Assert.Contains("'facegrid-burst' was expected", error.Message);
    }

    [Fact]
    public void Create_OneFileMissing_IsNull() =>
        Assert.Null(TemporalLiveness.Create(name => name.Contains("burst", StringComparison.Ordinal) ? File(name) : null));

    /// <summary>Both networks against PyTorch on the shipped weights: conv1d, conv3d, and what is between them.</summary>
    [PythonFact("torch", "numpy")]
    public void Forward_ShippedWeights_EqualPyTorch()
    {
        const string Script = """
            import json, struct, sys
            import numpy as np, torch, torch.nn.functional as F
            torch.set_num_threads(1)

            def load(path):
                raw = open(path, "rb").read()
                n = struct.unpack("<Q", raw[:8])[0]
                head = json.loads(raw[8:8 + n])
                head.pop("__metadata__", None)
                return {k: torch.from_numpy(np.frombuffer(raw, np.float32, int(np.prod(t["shape"])), 8 + n + t["data_offsets"][0]).reshape(t["shape"]).copy()) for k, t in head.items()}

            w = load(sys.argv[1])
            x = torch.from_numpy(np.fromfile(sys.argv[3], np.float32).reshape(1, 2, 16, 56, 56))
            for name, stride in (("first", (1, 2, 2)), ("second", 2), ("third", 2), ("fourth", 2)):
                x = F.relu(F.conv3d(x, w[name + ".weight"], w[name + ".bias"], stride=stride, padding=1))
            print(float(F.linear(x.mean((2, 3, 4)), w["last.weight"], w["last.bias"])))
            w = load(sys.argv[2])
            x = torch.from_numpy(np.fromfile(sys.argv[4], np.float32).reshape(1, 2, 16))
            for name in ("first", "second"):
                x = F.relu(F.conv1d(x, w[name + ".weight"], w[name + ".bias"], padding=2))
            print(*F.conv1d(x, w["last.weight"], w["last.bias"]).flatten().tolist())
            """;
        var random = new Random(2);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2))];
        var (pixels, rows) = (Draw(2 * 16 * 56 * 56), Draw(32));
        System.IO.File.WriteAllBytes(_folder.File("pixels"), System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(pixels).ToArray());
        System.IO.File.WriteAllBytes(_folder.File("rows"), System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(rows).ToArray());
        var lines = Python.Run(Script, File("facegrid-burst-v1"), File("facegrid-blink-v1"), _folder.File("pixels"), _folder.File("rows")).Split('\n');
        using var scope = NewDisposeScope();
        using var burst = new BurstNetwork(1);
        using var blink = new BlinkNetwork(1);
        using (var file = SafeTensorsFile.Open(File("facegrid-burst-v1")))
        {
            burst.Load(file);
        }

        using (var file = SafeTensorsFile.Open(File("facegrid-blink-v1")))
        {
            blink.Load(file);
        }

        Assert.Equal(Number(lines[0]), burst.call(tensor(pixels, [1, 2, 16, 56, 56])).item<float>(), 1e-4);
        var expected = lines[1].Split(' ').Select(Number).ToArray();
        var got = blink.call(tensor(rows, [1, 2, 16])).data<float>().ToArray();
        Assert.Equal(expected.Length, got.Length);
        Assert.All(expected.Zip(got), p => Assert.Equal(p.First, p.Second, 1e-4));
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string File(string name) => Path.Combine(SharedFiles.RepositoryRoot, "models", name + ".safetensors");

    private static TemporalLiveness Shipped() => TemporalLiveness.Create(File)!;
}
