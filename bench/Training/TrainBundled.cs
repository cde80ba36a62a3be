using System.Globalization;
using FaceGrid.Vision.Training;
using TorchSharp;

namespace FaceGrid.Bench.Training;

/// <summary>Trains the bundled encoder and prints its figures.</summary>
internal static class TrainBundled
{
    /// <param name="arguments">OUT [--seed N] [--people N] [--photos N] [--steps N] [--triplet-steps N] [--width X] [--reduction N] [--threads N] [--metrics FILE].</param>
    public static int Run(string[] arguments)
    {
        var given = new Arguments(arguments);
        var defaults = new BundledEncoderTrainingOptions { Output = given.Positional(0, "OUT.safetensors") };
        var options = defaults with
        {
            Seed = given.Integer("--seed", defaults.Seed),
            People = given.Integer("--people", defaults.People),
            PhotosOfEach = given.Integer("--photos", defaults.PhotosOfEach),
            HeldOutPeople = given.Integer("--held-out", defaults.HeldOutPeople),
            ClassifySteps = given.Integer("--steps", defaults.ClassifySteps),
            TripletSteps = given.Integer("--triplet-steps", defaults.TripletSteps),
            WidthMultiplier = given.Real("--width", defaults.WidthMultiplier),
            Reduction = given.Integer("--reduction", defaults.Reduction),
            Device = given.Text("--device", defaults.Device),
            MetricsFile = given.Text("--metrics", string.Empty) is { Length: > 0 } file ? file : null,
        };
        torch.set_num_threads(given.Integer("--threads", Environment.ProcessorCount));

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };

        var result = BundledEncoderTraining.Run(options, Print, stop.Token);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Output}: {result.Parameters} parameters, {result.Seconds:F0} s"));
        Print("after classification", result.HeldOutAfterClassify);
        Print("after triplets", result.HeldOut);
        return 0;
    }

    private static void Print(TrainingProgress p)
    {
        if (p.Phase == "validate" || p.Step % (p.Phase == "render" ? 500 : 50) == 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{p.Seconds,6:F0} s  {p.Phase,-8} {p.Step}/{p.Steps}  loss {p.Loss:F3}  share {p.Accuracy:F3}  rate {p.LearningRate:G3}  {p.ImagesPerSecond:F0} images/s"));
        }
    }

    private static void Print(string when, HeldOutResult r) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {when}: 1:1 {r.VerificationAccuracy:P2} at {r.VerificationThreshold:F3}; 1:{r.OpenSet.Enrolled} rank-1 {r.OpenSet.RankOne:P2}, FNIR {r.OpenSet.Fnir:P2} at FPIR {r.OpenSet.Fpir:P2}, threshold {r.OpenSet.Threshold:F4} ({r.OpenSet.MatedProbes} + {r.OpenSet.NonMatedProbes} probes)"));
}
