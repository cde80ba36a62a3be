using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Grains.Training.Engines;

/// <summary>Trains with <see cref="EncoderRun"/>.</summary>
/// <param name="open">Reads the photos of a folder; refuses one that a run cannot learn from.</param>
/// <param name="cache">Folder for what teachers made of photos; null: it is computed at every start.</param>
/// <param name="device">As <c>--device</c> has it.</param>
/// <param name="threads">
/// Processor threads that a run computes with which begins here and does not name a number; one that goes on keeps its own.
/// </param>
/// <param name="memory">Bytes that a run may take on a processor, asked as it starts; null: whatever it needs.</param>
public sealed class EncoderRunEngine(Func<string, EncoderRunPhotos> open, string? cache, string device, int threads, Func<long>? memory = null) : ITrainingEngine
{
    /// <summary>Raised when the same configuration would come to other weights than before.</summary>
    private const string Version = "encoder-run-1";

    private const int HashShown = 12;

    public TrainingEngineCheck Check(string configuration, string folder)
    {
        var read = EncoderRunConfiguration.FromJson(configuration);
        if (read.Options.WeightOf(TrainingLossKind.Distillation) > 0 && read.Teacher is null)
        {
            throw new BadInputException("--teacher", "the objective has a term of distillation, which needs a teacher");
        }

        return new TrainingEngineCheck(read.ToJson(), Version + Named("teacher", read.Teacher) + Named("from", read.From), read.Options.Steps);
    }

    public ITrainingSession Start(string configuration, string folder) =>
        Begin(configuration, folder, (options, inputs) => EncoderRun.Start(options, inputs, device), begun: null, memory);

    public ITrainingSession Resume(string configuration, string folder, byte[] checkpoint) =>
        Begin(
            configuration,
            folder,
            (options, inputs) => EncoderRun.Resume(options, checkpoint, inputs, device),
            EncoderRun.Describe(checkpoint).Threads,
            budget: null);

    private static string Named(string part, string? file)
    {
        if (file is null)
        {
            return "";
        }

        using var weights = SafeTensorsFile.Open(file);
        return $", {part} {weights.Sha256()[..HashShown]}";
    }

    /// <param name="begun">Threads that the run began with; null: it begins.</param>
    /// <param name="budget">Null: a run that goes on has fitted before.</param>
    private EncoderRunSession Begin(
        string configuration, string folder, Func<EncoderRunOptions, EncoderRunInputs, EncoderRun> begin, int? begun, Func<long>? budget)
    {
        var read = EncoderRunConfiguration.FromJson(configuration);

        // For the teacher's encodings as well, which enter the run. A run keeps the number that is in force when it begins.
        using var number = ComputeThreads.Use(begun ?? read.Threads ?? threads);
        var photos = open(folder);
        if (budget is not null && device == "cpu")
        {
            RunMemory.Demand(read.Options, RunMemory.BytesOf(photos.Photos), budget());
        }

        var seen = EncoderRunInputs.PhotosOf(read.Options, photos.Photos);
        var hash = EncoderRunInputs.HashOf(read.Options, photos.Hash);
        TeacherEncodings? taught = null;
        if (read.Teacher is { } teacher)
        {
            if (cache is not null)
            {
                Directory.CreateDirectory(cache);
            }

            using var encoder = FaceEncoder.Load(teacher, device);
            taught = TeacherCache.Get(cache, EncoderRunInputs.TaughtPhotosOf(read.Options, photos.Photos), EncoderRunInputs.TaughtHashOf(read.Options, photos.Hash), encoder, null, CancellationToken.None);
        }

        var run = begin(read.Options, new EncoderRunInputs(seen, hash, taught, read.From, read.Teacher));
        return new EncoderRunSession(run, read, new EncoderRunProvenance(read, folder, photos, taught?.Version, run.Threads, device));
    }
}
