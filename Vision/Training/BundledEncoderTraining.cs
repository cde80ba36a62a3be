using System.Globalization;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Weights;
using TorchSharp;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Trains the encoder that comes with the repository, on made-up people alone: nobody's photo is in it. It serves the demo
/// and the tests; for doors of real people it is not meant.
/// </summary>
public static class BundledEncoderTraining
{
    /// <summary>What a visitor's photos look like: one taken for enrolment, the rest at the door.</summary>
    private static readonly Difficulty[] Mix = [Difficulty.Studio, Difficulty.Everyday, Difficulty.Everyday, Difficulty.Hard, Difficulty.Everyday];

    /// <summary>Photo 0 enrols; the probes are as at a door.</summary>
    private static readonly Difficulty[] HeldOutMix = [Difficulty.Studio, Difficulty.Everyday, Difficulty.Everyday];

    /// <summary>Renders, trains, validates and writes the weight file with its metadata.</summary>
    /// <param name="report">Called after every step, and for each person rendered (from several threads).</param>
    /// <exception cref="BadInputException">An option out of range, no such device, or a file that cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written.</exception>
    public static BundledEncoderResult Run(BundledEncoderTrainingOptions options, Action<TrainingProgress>? report, CancellationToken cancellation)
    {
        options.Validate();
        var device = ComputeDevice.Parse(options.Device);
        using var metrics = options.MetricsFile is null ? null : new MetricsFile(options.MetricsFile);
        var side = FaceTemplate.Size / options.Reduction;
        var input = new FaceInput(side, side, 0, Bgr: false, 127.5, 1 / 128.0, options.Reduction);
        var size = new BackboneOptions { Height = side, Width = side, WidthMultiplier = options.WidthMultiplier, Embedding = FaceEncoding.Dimension };
        var steps = options.TraitSteps + options.ClassifySteps + options.TripletSteps;

        using var trainer = new EncoderTrainer(new MobileFaceNet(size with { LearnSlopes = false }, options.Seed), input, device, steps, progress =>
        {
            metrics?.Write(progress);
            report?.Invoke(progress);
        });
        if (options.From is { } from)
        {
            using var file = SafeTensorsFile.Open(from);
            trainer.Network.Load(file);
        }

        trainer.Network.to(device);

        var photos = new CachedPhotos(new GeneratedPhotos((ulong)options.Population, options.People, options.PhotosOfEach, Mix));
        if (options.ClassifySteps + options.TripletSteps > 0)
        {
            photos.Fill(people => report?.Invoke(new TrainingProgress("render", people, options.People, 0, 0, 0, trainer.Seconds, 0)), cancellation);
        }

        var heldOut = new HeldOutPeople(new GeneratedPhotos((ulong)options.HeldOutPopulation, options.HeldOutPeople, HeldOutMix.Length, HeldOutMix));

        trainer.Traits(
            new MadeUpPeople((ulong)options.Population),
            Mix,
            options.Batch,
            new LearningRate(options.TraitRate, options.TraitSteps / 20, options.TraitSteps),
            options.WeightDecay,
            cancellation);
        if (options.TraitSteps > 0)
        {
            Say(report, "validate", options.TraitSteps, steps, heldOut.Evaluate(trainer.Encode, options.Fpir, options.GallerySize), trainer.Seconds);
        }

        trainer.Classify(
            photos,
            options.Batch,
            new LearningRate(options.ClassifyRate, options.ClassifySteps / 20, options.ClassifySteps),
            options.Scale,
            options.CosineMargin,
            options.WeightDecay,
            options.Seed,
            cancellation);
        var afterClassify = heldOut.Evaluate(trainer.Encode, options.Fpir, options.GallerySize);
        Say(report, "validate", options.ClassifySteps, steps, afterClassify, trainer.Seconds);

        trainer.Triplets(
            photos,
            options.TripletPeople,
            options.TripletPhotos,
            new LearningRate(options.TripletRate, options.TripletSteps / 20, options.TripletSteps),
            options.TripletMargin,
            options.WeightDecay,
            options.Seed,
            cancellation);
        var final = heldOut.Evaluate(trainer.Encode, options.Fpir, options.GallerySize);
        Say(report, "validate", steps, steps, final, trainer.Seconds);

        var writer = new SafeTensorsWriter();
        trainer.Network.AddTo(writer);
        writer.Save(options.Output, Metadata(options, input, final));
        return new BundledEncoderResult(options.Output, trainer.Network.ParameterCount, trainer.Seconds, final, afterClassify);
    }

    private static void Say(Action<TrainingProgress>? report, string phase, int step, int steps, HeldOutResult result, double seconds) =>
        report?.Invoke(new TrainingProgress(phase, step, steps, result.OpenSet.Fnir, result.VerificationAccuracy, 0, seconds, 0));

    private static Dictionary<string, string> Metadata(BundledEncoderTrainingOptions options, FaceInput input, HeldOutResult result)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>
        {
            ["name"] = options.Name,
            ["architecture"] = "mobilefacenet",
            ["embedding"] = Text($"{FaceEncoding.Dimension}"),
            ["input"] = input.ToString(),
            ["width_multiplier"] = Text($"{options.WidthMultiplier}"),
            ["threshold"] = Text($"{result.OpenSet.Threshold:F4}"),
            ["verification_threshold"] = Text($"{result.VerificationThreshold:F4}"),
            ["threshold_source"] = Text($"FPIR {options.Fpir * 100:0.##} % at K = {result.OpenSet.Enrolled} on held-out made-up people"),
            ["training_data"] = Text($"{options.People} made-up people of population {options.Population}, {options.PhotosOfEach} photos each; no real person"),
            ["seed"] = Text($"{options.Seed}"),
            ["licence"] = "MIT",
        };
    }
}
