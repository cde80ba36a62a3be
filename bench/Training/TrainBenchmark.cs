using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Runs;
using TorchSharp;

namespace FaceGrid.Bench.Training;

/// <summary>
/// Throughput of the training loop, from cached photos to the optimiser's step, against a PyTorch script with the same network, batch and
/// loss, in alternating rounds of one run, so that other load on the machine affects both.
/// </summary>
internal static class TrainBenchmark
{
    private const int People = 40;
    private const int PhotosOfEach = 6;

    /// <param name="arguments">
    /// [--side 112|56|28] [--width F] [--people P] [--photos K] [--threads N] [--rounds N] [--steps N] [--slopes 0|1] [--python FILE].
    /// </param>
    public static int Run(string[] arguments)
    {
        var given = new Arguments(arguments);
        var (threads, rounds, steps) = (given.Integer("--threads", 1), given.Integer("--rounds", 9), given.Integer("--steps", 3));
        var options = new EncoderRunOptions
        {
            Input = given.Integer("--side", 112),
            Width = given.Real("--width", 1),
            People = given.Integer("--people", 16),
            Photos = given.Integer("--photos", 4),
            LearnSlopes = given.Integer("--slopes", 0) > 0,
            Steps = ((rounds + 1) * steps) + 1,
            WarmUp = 0,
            HeldOut = 0,
        };
        var photos = new CachedPhotos(new GeneratedPhotos(100, People, PhotosOfEach, [Difficulty.Everyday]));
        photos.Fill(null, CancellationToken.None);
        var file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file))
            {
                for (var i = 0; i < People * PhotosOfEach; i++)
                {
                    stream.Write(photos.Photo(i / PhotosOfEach, i % PhotosOfEach).Pixels);
                }
            }

            torch.set_num_threads(threads);
            using var run = EncoderRun.Start(options, new EncoderRunInputs(photos, "bench"));
            using var peer = new TrainPeer(given.Text("--python", "/usr/bin/python3"), file, PhotosOfEach, options, threads);
            Compare(run, peer, rounds, steps, threads);
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Compare(EncoderRun run, TrainPeer peer, int rounds, int steps, int threads)
    {
        var o = run.Options;
        var task = $"{threads} thread(s), {rounds} alternating rounds of {steps} steps, PyTorch {peer.Version}";
        Write($"MobileFaceNet {o.Input}x{o.Input} of width {o.Width}, {o.BatchSize} photos a batch, batch-hard triplets, AdamW, {task}");

        // The peer does not count fixed slopes as parameters.
        Write($"  parameters {run.ParameterCount} here, {peer.Parameters} there");
        Own(run, steps);
        peer.Steps(steps);
        var (ours, theirs, ratios, processor) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var own = Own(run, steps);
            var other = peer.Steps(steps);
            ours.Add(own.Seconds);
            theirs.Add(other.Seconds);
            ratios.Add(other.Seconds / own.Seconds);
            processor.Add(other.Processor / own.Processor);
        }

        double PerSecond(double seconds) => steps * o.BatchSize / seconds;
        Write($"  FaceGrid  median {PerSecond(Median(ours)):F1} photos/s  most {PerSecond(ours.Min()):F1}");
        Write($"  PyTorch   median {PerSecond(Median(theirs)):F1} photos/s  most {PerSecond(theirs.Min()):F1}");
        var (byTime, byProcessor) = (Median(ratios), Median(processor));
        Write($"  ratio     median of pairs {byTime:F2} (FaceGrid's photos a second / PyTorch's); by processor time {byProcessor:F2}");
    }

    private static (double Seconds, double Processor) Own(EncoderRun run, int steps)
    {
        var start = TimeProvider.System.GetTimestamp();
        var worked = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < steps; i++)
        {
            run.Advance();
        }

        return (TimeProvider.System.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - worked).TotalSeconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Write(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
