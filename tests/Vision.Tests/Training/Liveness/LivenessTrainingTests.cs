using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training.Liveness;
using FaceGrid.Vision.Training.Runs;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Liveness;

public sealed class LivenessTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_SameSeedTwice_WritesTheSameFilesAndAnotherSeedOthers()
    {
        var (first, again, other) = (Small("a"), Small("b"), Small("c") with { Seed = 2 });

        foreach (var options in new[] { first, again, other })
        {
            LivenessTraining.Run(options, null, CancellationToken.None);
        }

        foreach (var name in TemporalLiveness.WeightNames)
        {
            byte[] Read(LivenessTrainingOptions o) => File.ReadAllBytes(Path.Combine(o.Folder, name + ".safetensors"));

            Assert.Equal(Read(first), Read(again));
            Assert.NotEqual(Read(first), Read(other));
        }
    }

    [Fact]
    public void Run_SomeSteps_LearnsAndWritesFilesThatLoad()
    {
        var seen = new List<TrainingProgress>();
        var options = Small("d") with { BlinkSteps = 500, Steps = 40, Bursts = 64 };

        var result = LivenessTraining.Run(options, p => { lock (seen) { seen.Add(p); } }, CancellationToken.None);

        // Half of the signals have a blink, a sixth of all frames are in one: chance finds none without calling as many others one.
        Assert.True(result.BlinksFound - result.FalseBlinks > 0.5, $"{result.BlinksFound} found, {result.FalseBlinks} wrong");
        var burst = seen.Where(p => p.Phase == TrainingPhase.Burst).Select(p => p.Loss).ToArray();
        Assert.Equal(40, burst.Length);
        Assert.True(burst[^10..].Average() < burst[..5].Average(), string.Join(' ', burst));
        Assert.Equal(64, seen.Count(p => p.Phase == TrainingPhase.Render && p.Steps == 64));
        using var loaded = TemporalLiveness.Load(result.Files[0], result.Files[1]);
        var rendered = BurstRenderer.Render(new SyntheticPeople(9).Traits(0), BurstKind.Live, 1, 56);
        Assert.InRange(loaded.Score([.. rendered.Frames], []).Live, 0, 1);
    }

    [Fact]
    public void Run_Cancelled_WritesNothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var options = Small("e");

        Assert.ThrowsAny<OperationCanceledException>(() => LivenessTraining.Run(options, null, stop.Token));

        Assert.Empty(Directory.EnumerateFiles(options.Folder));
    }

    [Theory]
    [InlineData(99, 230, "Population 99")]
    [InlineData(130, 130, "HeldOutPopulation 130")]
    public void Run_PopulationOfTestsOrTheSameTwice_SaysNo(int population, int heldOut, string subject)
    {
        var error = Assert.Throws<BadInputException>(
            () => LivenessTraining.Run(
                Small("f") with { Population = population, HeldOutPopulation = heldOut }, null, CancellationToken.None));

        Assert.Equal(subject, error.Subject);
    }

    /// <summary>The gradient of both networks' loss by finite differences, through conv1d and conv3d.</summary>
    [Fact]
    public void Networks_Gradients_AreFiniteAndEqualFiniteDifferences()
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        using var blink = new BlinkNetwork(4);
        using var burst = new BurstNetwork(4);
        var signal = tensor(Draw(2 * 2 * 12), [2, 2, 12]);
        var frames = tensor(Draw(2 * 16 * 56 * 56), [1, 2, 16, 56, 56]);
        foreach (var (network, input) in new (TemporalNetwork, Tensor)[] { (blink, signal), (burst, frames) })
        {
            double Loss() => network.call(input).Squared().sum().item<float>();
            network.call(input).Squared().sum().backward();
            foreach (var (name, parameter) in network.named_parameters())
            {
                var slopes = parameter.grad!.data<float>().ToArray();
                Assert.All(slopes, s => Assert.True(float.IsFinite(s)));

                // Where the slope is steepest a step is seen above the rounding of 32 bits.
                var at = Array.IndexOf(slopes.Select(Math.Abs).ToArray(), slopes.Max(s => Math.Abs(s)));
                double Moved(double by)
                {
                    using var gradients = no_grad();
                    var flat = parameter.detach().flatten();
                    var value = flat[at].item<float>();
                    flat[at] = tensor(value + (float)by);
                    var loss = Loss();
                    flat[at] = tensor(value);
                    return loss;
                }

                var numeric = (Moved(2e-3) - Moved(-2e-3)) / 4e-3;
                Assert.True(Math.Abs(numeric - slopes[at]) < (0.05 * Math.Abs(slopes[at])) + 1e-3, $"{name}: {slopes[at]} and {numeric}");
            }
        }
    }

    [Fact]
    public void Draw_ManySignals_HalfBlinkAndSomeFramesAreLost()
    {
        var samples = Enumerable.Range(0, 400).Select(i => EyeSignals.Draw((ulong)i)).ToArray();

        Assert.InRange(samples.Count(s => s.HasBlink), 150, 250);
        Assert.InRange(samples.Count(s => s.Opening.Contains(null)), 20, 150);
        foreach (var s in samples.Where(s => s.HasBlink && !s.Opening.Contains(null)))
        {
            // Closed frames are lower than the others of the same person.
            var closed = s.Opening.Zip(s.Blink).Where(p => p.Second).Min(p => p.First);
            Assert.True(closed < s.Opening.Order().ElementAt(s.Opening.Count / 2));
        }
    }

    private LivenessTrainingOptions Small(string folder) => new()
    {
        Folder = Directory.CreateDirectory(_folder.File(folder)).FullName,
        Steps = 3,
        BlinkSteps = 3,
        Bursts = 16,
        HeldOut = 4,
        Batch = 4,
    };
}
