using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Training;

/// <summary>The inputs of an encoder's training: photos, and the teacher's encodings of them.</summary>
internal static class TeacherStage
{
    /// <param name="context">The invocation.</param>
    /// <param name="arguments">The arguments of the command.</param>
    /// <param name="opened">The photos.</param>
    /// <param name="threads">CPU threads.</param>
    /// <param name="cancellationToken">Cancels the encoding.</param>
    public static async Task<EncoderRunInputs> Inputs(
        CommandContext context,
        TrainEncoderArguments arguments,
        EncoderRunPhotos opened,
        int threads,
        CancellationToken cancellationToken)
    {
        var run = arguments.Run;
        var (photos, hash) = (EncoderRunInputs.PhotosOf(run, opened.Photos), EncoderRunInputs.HashOf(run, opened.Hash));
        if (arguments.Teacher is not { } teacher)
        {
            return new EncoderRunInputs(photos, hash, Teacher: null, arguments.From, TeacherFile: null);
        }

        var file = context.Catalog.Find(teacher).Encoder.Path;
        var taughtPhotos = EncoderRunInputs.TaughtPhotosOf(run, opened.Photos);
        var taughtHash = EncoderRunInputs.TaughtHashOf(run, opened.Hash);
        using var encoder = FaceEncoder.Load(file, context.Device);
        var total = Enumerable.Range(0, taughtPhotos.People).Sum(taughtPhotos.PhotosOf);
        var encodings = await context.Output.WithProgress("encoding with the teacher", total, progress => Task.Run(
            () =>
            {
                using var number = ComputeThreads.Use(threads);
                return TeacherCache.Get(arguments.Checkpoint, taughtPhotos, taughtHash, encoder, progress, cancellationToken);
            },
            cancellationToken));
        return new EncoderRunInputs(photos, hash, encodings, arguments.From, file);
    }
}
