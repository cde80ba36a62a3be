using System.Globalization;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Optimisers;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Trains the two networks of <see cref="TemporalLiveness"/> on bursts and signals that it makes up itself. Deterministic for a
/// seed and a number of threads.
/// </summary>
public static class LivenessTraining
{
    private const int SignalBatch = 64;

    /// <summary>What the networks are tried on: live bursts and every attack, the film among them.</summary>
    private static readonly BurstKind[] Tried =
        [BurstKind.Live, BurstKind.HeldPrint, BurstKind.WavedPrint, BurstKind.BentPrint, BurstKind.Screen, BurstKind.ReplayedFilm];

    /// <summary>Renders, trains both networks, tries them on others, and writes the weight files.</summary>
    /// <param name="report">Called after every step and for each burst rendered (from several threads).</param>
    /// <exception cref="BadInputException">An option out of range, or a file that cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written.</exception>
    public static LivenessTrainingResult Run(LivenessTrainingOptions options, Action<TrainingProgress>? report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var started = TimeProvider.System.GetTimestamp();
        double Seconds() => TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        void Say(string phase, int step, int steps, double loss, double accuracy, double rate) =>
            report?.Invoke(new TrainingProgress(phase, step, steps, loss, accuracy, rate, Seconds(), 0));

        using var blink = new BlinkNetwork(options.Seed);
        TrainBlink(blink, options, Say, cancellation);
        using var burst = new BurstNetwork(options.Seed);
        var bursts = new GeneratedBursts(options.Population, options.Seed).Grey(
            options.Bursts, GeneratedBursts.KindOf, done => Say("render", done, options.Bursts, 0, 0, 0), cancellation);
        TrainBurst(burst, bursts, options, Say, cancellation);

        var (found, wrong) = TryBlink(blink, options.HeldOut);
        var heldOut = new GeneratedBursts(options.HeldOutPopulation, 0).Grey(
            options.HeldOut * Tried.Length, i => Tried[i % Tried.Length], done => Say("render", done, options.HeldOut * Tried.Length, 0, 0, 0), cancellation);
        var (alone, fused) = TryBoth(burst, blink, heldOut);
        var parameters = new[] { burst.ParameterCount, blink.ParameterCount };
        burst.Save(options.BurstFile, Metadata(options, $"{options.Bursts} rendered bursts of made-up people of population {options.Population}; no real person"));
        blink.Save(options.BlinkFile, Metadata(options, "made-up eye-opening signals; no real person"));
        return new LivenessTrainingResult(
            [options.BurstFile, options.BlinkFile], parameters, [.. alone.Attacks.Select(a => a.Name)], alone.At(0.5), fused.At(0.5), found, wrong, Seconds());
    }

    /// <summary>Scores of a burst network and of both networks together on bursts.</summary>
    internal static (PresentationAttackTest Burst, PresentationAttackTest Fused) TryBoth(BurstNetwork burst, BlinkNetwork blink, IReadOnlyList<GreyBurst> bursts)
    {
        using var gradients = no_grad();
        var scores = bursts.Select(b =>
        {
            using var scope = NewDisposeScope();
            var pixels = new float[BurstInput.Length];
            BurstInput.Write(b.Frames, pixels);
            var live = burst.call(Input(pixels, 1)).sigmoid().item<float>();
            var rows = EyeSignal.Rows(b.EyeOpening)!;
            var closed = blink.call(tensor(rows, [1, 2, b.EyeOpening.Count])).max().sigmoid().item<float>();
            return (b.Kind, Score: new TemporalLivenessScore(live, closed, null));
        }).ToArray();

        PresentationAttackTest Test(Func<TemporalLivenessScore, double> of)
        {
            AttackKind Kind(BurstKind kind) => new(kind.ToString(), [.. scores.Where(s => s.Kind == kind).Select(s => of(s.Score))], 0);
            return new PresentationAttackTest([.. Tried.Skip(1).Select(Kind)], Kind(BurstKind.Live));
        }

        return (Test(s => s.Burst), Test(s => s.Live));
    }

    /// <summary>Shares of blinks found, and of signals without one in which one is found, at 0.5.</summary>
    internal static (double Found, double Wrong) TryBlink(BlinkNetwork network, int count)
    {
        using var gradients = no_grad();
        var (blinks, found, others, wrong) = (0, 0, 0, 0);
        for (var i = 0; i < count * 4; i++)
        {
            using var scope = NewDisposeScope();
            var sample = EyeSignals.Draw(SeededRandom.Mix((ulong)i));
            var rows = EyeSignal.Rows(sample.Opening);
            if (rows is null)
            {
                continue;
            }

            var logits = network.call(tensor(rows, [1, 2, sample.Opening.Count])).data<float>().ToArray();
            var at = Array.IndexOf(logits, logits.Max());
            var near = Enumerable.Range(at - 1, 3).Any(t => t >= 0 && t < logits.Length && sample.Blink[t]);
            blinks += sample.HasBlink ? 1 : 0;
            others += sample.HasBlink ? 0 : 1;
            found += sample.HasBlink && logits[at] > 0 && near ? 1 : 0;
            wrong += !sample.HasBlink && logits[at] > 0 ? 1 : 0;
        }

        return (found / (double)Math.Max(1, blinks), wrong / (double)Math.Max(1, others));
    }

    private static void TrainBlink(
        BlinkNetwork network, LivenessTrainingOptions options, Action<string, int, int, double, double, double> say, CancellationToken cancellation)
    {
        var rate = new LearningRate(5e-3, options.BlinkSteps / 20, options.BlinkSteps);
        using var optimizer = WeightOptimizer.AdamW(network.parameters(), 1e-4);
        network.train();
        var next = SeededRandom.Mix((ulong)options.Seed + 0x1000_0000_0000);
        for (var step = 0; step < options.BlinkSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();

            // All of a batch are of one length, the batches are not.
            var frames = 10 + (int)(SeededRandom.Mix(next ^ 77) % 21);
            var rows = new List<float>();
            var marks = new List<float>();
            for (var count = 0; count < SignalBatch;)
            {
                var sample = EyeSignals.Draw(next++, frames);
                if (EyeSignal.Rows(sample.Opening) is { } row)
                {
                    rows.AddRange(row);
                    marks.AddRange(sample.Blink.Select(b => b ? 1f : 0f));
                    count++;
                }
            }

            var logits = network.call(tensor(rows.ToArray(), [SignalBatch, 2, frames]));
            var truth = tensor(marks.ToArray(), [SignalBatch, frames]);
            Learn(optimizer, logits, truth, rate.At(step), (loss, right) => say("blink", step + 1, options.BlinkSteps, loss, right, rate.At(step)));
        }
    }

    private static void TrainBurst(
        BurstNetwork network,
        GreyBurst[] bursts,
        LivenessTrainingOptions options,
        Action<string, int, int, double, double, double> say,
        CancellationToken cancellation)
    {
        var rate = new LearningRate(options.LearningRate, options.Steps / 20, options.Steps);
        using var optimizer = WeightOptimizer.AdamW(network.parameters(), 1e-2);
        network.train();
        var random = new SeededRandom((ulong)options.Seed, 62);
        var pixels = new float[options.Batch * BurstInput.Length];
        var truth = new float[options.Batch];
        for (var step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            for (var i = 0; i < options.Batch; i++)
            {
                // Even numbers are live: half of every batch is.
                var number = (random.Next(bursts.Length / 2) * 2) + (i % 2);
                var frames = Augmented(bursts[number].Frames, random.Chance(0.5f), random.Chance(0.5f));
                BurstInput.Write(frames, pixels.AsSpan(i * BurstInput.Length, BurstInput.Length));
                truth[i] = bursts[number].Kind == BurstKind.Live ? 1 : 0;
            }

            Learn(optimizer, network.call(Input(pixels, options.Batch)), tensor(truth), rate.At(step),
                (loss, right) => say("burst", step + 1, options.Steps, loss, right, rate.At(step)));
        }
    }

    /// <summary>Mirrored, or played backwards: as good as other bursts.</summary>
    private static byte[][] Augmented(byte[][] frames, bool mirrored, bool backwards)
    {
        IEnumerable<byte[]> played = backwards ? frames.Reverse() : frames;
        return mirrored
            ? [.. played.Select(f =>
            {
                var turned = new byte[f.Length];
                for (var row = 0; row < f.Length; row += BurstInput.Side)
                {
                    for (var x = 0; x < BurstInput.Side; x++)
                    {
                        turned[row + x] = f[row + BurstInput.Side - 1 - x];
                    }
                }

                return turned;
            })]
            : [.. played];
    }

    private static Tensor Input(float[] pixels, int count) => tensor(pixels, [count, 2, BurstInput.Frames, BurstInput.Side, BurstInput.Side]);

    private static void Learn(WeightOptimizer optimizer, Tensor logits, Tensor truth, double rate, Action<double, double> say)
    {
        var loss = nn.functional.binary_cross_entropy_with_logits(logits, truth);
        optimizer.ZeroGradients();
        loss.backward();
        optimizer.Step(rate);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            throw new InvalidOperationException("the loss is not finite: lower the learning rate");
        }

        var right = logits.detach().GreaterThan(0).eq(truth.GreaterThan(0.5)).to(ScalarType.Float32).mean().item<float>();
        say(value, right);
    }

    private static Dictionary<string, string> Metadata(LivenessTrainingOptions options, string data) => new()
    {
        ["training_data"] = data,
        ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
        ["licence"] = "MIT",
    };
}
