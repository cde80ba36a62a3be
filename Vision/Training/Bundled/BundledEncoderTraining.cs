using System.Globalization;
using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Bundled;

/// <summary>
/// Trains the encoder that comes with the repository, on synthetic people alone; no real person's photo is used. The encoder serves the
/// demo and the tests and is not meant for access control of real people.
/// </summary>
/// <remarks>
/// Three phases, each an <see cref="EncoderRun"/> that starts from the weights of the one before: regression onto the renderer's own traits
/// (<see cref="TraitTargets"/>), classification of the training people (<see cref="Losses.CosineMarginLoss"/>), and batch-hard triplets
/// (<see cref="Losses.TripletLoss"/>, <see cref="Mining.HardestMiner"/>). Deterministic for a seed, a device and a number of threads.
/// </remarks>
public static class BundledEncoderTraining
{
    /// <summary>No checkpoint is written, so that nothing is compared with the hash of the photos.</summary>
    private const string PhotosHash = "synthetic";

    /// <summary>Difficulties of a person's photos: one as taken for enrolment, the others as taken at a door.</summary>
    private static readonly Difficulty[] Mix =
        [Difficulty.Studio, Difficulty.Everyday, Difficulty.Everyday, Difficulty.Hard, Difficulty.Everyday];

    /// <summary>Photo 0 is enrolled; the others are probes as taken at a door.</summary>
    private static readonly Difficulty[] HeldOutMix = [Difficulty.Studio, Difficulty.Everyday, Difficulty.Everyday];

    /// <summary>Renders the photos, trains, validates on other people and writes the weight file with its metadata.</summary>
    /// <param name="options">What to train; phases with 0 steps are left out.</param>
    /// <param name="report">Called after every step and every validation, and for each person rendered (from several threads).</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="BadInputException">An option out of range, no such device, or a file that cannot be read or written.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite, or all encodings collapsed to one point.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no weight file was written.</exception>
    public static BundledEncoderResult Run(
        BundledEncoderTrainingOptions options, Action<TrainingProgress>? report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var device = ComputeDevice.Parse(options.Device);
        var clock = new TrainingClock();
        using var metrics = options.MetricsFile is null ? null : new RunMetricsFile(options.MetricsFile, []);
        using var network = Open(options, device);
        var photos = new CachedPhotos(new GeneratedPhotos((ulong)options.Population, options.People, options.PhotosOfEach, Mix));
        if (options.ClassifySteps + options.TripletSteps > 0)
        {
            photos.Fill(
                people => report?.Invoke(new TrainingProgress(TrainingPhase.Render, people, options.People, 0, 0, 0, clock.Seconds, 0)),
                cancellation);
        }

        var heldOut = new HeldOutPeople(
            new GeneratedPhotos((ulong)options.HeldOutPopulation, options.HeldOutPeople, HeldOutMix.Length, HeldOutMix));
        var named = new EncoderRunInputs(photos, PhotosHash);
        var done = 0;
        if (options.TraitSteps > 0)
        {
            Train(TrainingPhase.Regress, options.RegressionRun(), RegressionInputs(options));
            Validate();
        }

        Train(TrainingPhase.Classify, options.ClassificationRun(), named);
        var afterClassify = Validate();
        Train(TrainingPhase.Triplets, options.TripletRun(), named);
        var final = Validate();
        network.Save(options.Output, Metadata(options, final));
        return new BundledEncoderResult(options.Output, network.ParameterCount, clock.Seconds, final, afterClassify);

        void Train(TrainingPhase phase, EncoderRunOptions run, EncoderRunInputs inputs)
        {
            if (run.Steps > 0)
            {
                Learn(network, run, inputs, options.Device, cancellation, (progress, step) =>
                {
                    var (seconds, perSecond) = clock.Count(run.BatchSize);
                    metrics?.Write(step with { Step = ++done }, seconds, perSecond);
                    report?.Invoke(progress with
                    {
                        Phase = phase, Step = done, Steps = options.Steps, Seconds = seconds, ImagesPerSecond = perSecond,
                    });
                });
            }
        }

        HeldOutResult Validate()
        {
            var result = heldOut.Evaluate(faces => network.Encode(faces, device), options.Fpir, options.GallerySize);
            report?.Invoke(new TrainingProgress(
                TrainingPhase.Validate, done, options.Steps, result.OpenSet.Fnir, result.VerificationAccuracy, 0, clock.Seconds, 0));
            return result;
        }
    }

    private static EncoderNetwork Open(BundledEncoderTrainingOptions options, Device device)
    {
        var network = new EncoderNetwork(options.ClassificationRun());
        try
        {
            if (options.From is { } from)
            {
                using var file = SafeTensorsFile.Open(from);
                network.Load(file);
            }

            network.To(device);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>A whole run that starts from the network's weights and leaves the trained ones in it.</summary>
    private static void Learn(
        EncoderNetwork network,
        EncoderRunOptions options,
        EncoderRunInputs inputs,
        string device,
        CancellationToken cancellation,
        Action<TrainingProgress, RunStep> report)
    {
        using var run = EncoderRun.Start(options, inputs, device);
        run.TakeWeightsFrom(network);
        while (!run.IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            report(run.Advance(), run.Steps[^1]);
        }

        run.GiveWeightsTo(network);
    }

    /// <summary>
    /// Every person of the population with enough photos that no photo is shown twice. Photos are rendered when a batch needs them: each is
    /// used once, so that keeping them would save nothing.
    /// </summary>
    private static EncoderRunInputs RegressionInputs(BundledEncoderTrainingOptions options)
    {
        var people = new SyntheticPeople((ulong)options.Population);
        var traits = new TraitTargets(people);
        var shown = (long)options.TraitSteps * options.Batch;
        var rounds = (int)((shown + (SyntheticPeople.MaxPeople * Mix.Length) - 1) / (SyntheticPeople.MaxPeople * Mix.Length));
        return new EncoderRunInputs(
            new GeneratedPhotos((ulong)options.Population, SyntheticPeople.MaxPeople, rounds * Mix.Length, Mix),
            PhotosHash,
            PersonTargets: [.. Enumerable.Range(0, SyntheticPeople.MaxPeople).Select(i => traits.Of(people.Traits(i)))]);
    }

    private static Dictionary<string, string> Metadata(BundledEncoderTrainingOptions options, HeldOutResult result)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>
        {
            ["name"] = options.Name,
            ["threshold"] = Text($"{result.OpenSet.Threshold:F4}"),
            ["verification_threshold"] = Text($"{result.VerificationThreshold:F4}"),
            ["threshold_source"] = Text($"FPIR {options.Fpir * 100:0.##} % at K = {result.OpenSet.Enrolled} on held-out made-up people"),
            ["training_data"] = Text(
                $"{options.People} made-up people of population {options.Population}, {options.PhotosOfEach} photos each; no real person"),
            ["seed"] = Text($"{options.Seed}"),
            ["licence"] = "MIT",
        };
    }
}
