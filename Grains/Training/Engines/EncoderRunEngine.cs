using FaceGrid.Grains.Jobs;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Files;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Grains.Training.Engines;

/// <summary>Trains with <see cref="EncoderRun"/>.</summary>
/// <param name="open">Reads the photos of a folder; refuses one that a run cannot learn from.</param>
/// <param name="cache">Folder of the cached encodings of teachers; null: they are computed at every start.</param>
/// <param name="device">cpu, cuda or cuda:N.</param>
/// <param name="threads">
/// Processor threads of a run that starts here and names no number; a resumed run keeps its own number.
/// </param>
/// <param name="memory">Returns the bytes that a run on the processor may take; called as it starts. Null: no limit.</param>
public sealed class EncoderRunEngine(
    Func<string, EncoderRunPhotos> open, string? cache, string device, int threads, Func<long>? memory = null) : IJobEngine
{
    /// <summary>Changes whenever the same configuration trains other weights than before.</summary>
    private const string Version = "encoder-run-1";

    private const int HashShown = 12;

    public JobCheck Check(JobInputs inputs)
    {
        var read = EncoderRunConfiguration.FromJson(inputs.Settings);
        if (read.Options.WeightOf(TrainingLossKind.Distillation) > 0 && read.Teacher is null)
        {
            throw new BadInputException("--teacher", "the objective has a term of distillation, which needs a teacher");
        }

        return new JobCheck(read.ToJson(), Version + Named("teacher", read.Teacher) + Named("from", read.From), read.Options.Steps);
    }

    public IJobSession Start(JobInputs inputs) =>
        Begin(inputs, (options, from) => EncoderRun.Start(options, from, device), begun: null, memory);

    public IJobSession Resume(JobInputs inputs, byte[] checkpoint) =>
        Begin(
            inputs,
            (options, from) => EncoderRun.Resume(options, checkpoint, from, device),
            EncoderRun.Describe(checkpoint).Threads,
            budget: null);

    /// <inheritdoc/>
    public IJobSession Fork(JobInputs inputs, byte[] checkpoint) =>
        throw new NotSupportedException("training runs are not forked; a new one can start with another's weights");

    private static string Named(string part, string? file)
    {
        if (file is null)
        {
            return "";
        }

        using var weights = SafeTensorsFile.Open(file);
        return $", {part} {weights.Sha256()[..HashShown]}";
    }

    /// <param name="begun">Threads of the run at its start; null: it starts now.</param>
    /// <param name="budget">Null for a resumed run, which fitted into memory before.</param>
    private EncoderRunSession Begin(
        JobInputs inputs, Func<EncoderRunOptions, EncoderRunInputs, EncoderRun> begin, int? begun, Func<long>? budget)
    {
        var folder = inputs.Folder ?? throw new BadInputException("training run", "has no folder of photos");
        var read = EncoderRunConfiguration.FromJson(inputs.Settings);

        // Set before the teacher's encodings are computed, which enter the run. A run keeps the number that is set when it starts.
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
                OwnerOnly.CreateFolder(cache);
            }

            using var encoder = FaceEncoder.Load(teacher, device);
            taught = TeacherCache.Get(
                cache,
                EncoderRunInputs.TaughtPhotosOf(read.Options, photos.Photos),
                EncoderRunInputs.TaughtHashOf(read.Options, photos.Hash),
                encoder,
                null,
                CancellationToken.None);
        }

        var run = begin(read.Options, new EncoderRunInputs(seen, hash, taught, read.From, read.Teacher));
        return new EncoderRunSession(run, read, new EncoderRunProvenance(read, folder, photos, taught?.Version, run.Threads, device));
    }
}
