using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Recognition;
using static FaceGrid.Client.Cli.Output;

namespace FaceGrid.Client.Commands;

/// <summary><c>recognize PHOTO...</c>: 1:K.</summary>
internal static class RecognizeCommand
{
    private const int AtOnce = 32;

    public static Command Create()
    {
        var photos = new Argument<string[]>("PHOTO") { Description = "Photos, or folders of photos", Arity = ArgumentArity.OneOrMore };
        var candidates = SharedOptions.Count("--candidates", "How many of the nearest people to name", 3, 1, 100);
        var aligned = SharedOptions.Aligned();
        var threshold = SharedOptions.Threshold();
        return new Command("recognize", "1:K: who of the gallery is this, if anybody?").With([photos, candidates, aligned, threshold], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var files = PhotoFiles.Expand(context.Result.GetValue(photos)!);
            var reader = new PhotoReader(context.Result.GetValue(aligned));
            var (tau, count) = (context.Result.GetValue(threshold), context.Result.GetValue(candidates));
            if (files.Count == 1)
            {
                // One photo: that it cannot be read is the whole answer.
                reader.Read(files[0]);
            }

            await using var grid = await context.OpenGrid(cancellationToken);
            await grid.CheckGallery(context.Gallery);
            var unreadable = 0;
            await context.Output.WithProgress($"recognising {files.Count} photos", files.Count, async progress =>
            {
                var done = 0;
                await foreach (var (file, answer, error) in Pipeline.Run(files, AtOnce, Recognize, cancellationToken))
                {
                    progress(++done);
                    if (error is not null && ErrorLine.ExitCodeOf(error) != ExitCodes.BadInput)
                    {
                        throw error;
                    }

                    if (error is not null)
                    {
                        unreadable++;
                        ErrorLine.Write(error.Message);
                    }

                    Report(context, answer ?? Unreadable(file, error!));
                }

                return done;
            });
            return unreadable == 0 ? ExitCodes.Success : ExitCodes.BadInput;

            Task<RecognitionAnswer> Recognize(string file) => grid.Recognize(context.Gallery, reader.Read(file), tau, count, cancellationToken);
        }
    }

    private static RecognitionAnswer Unreadable(string file, Exception error) =>
        new(file, Outcome.CannotDecide, null, null, 0, [], 0, 0, 0, error.Message);

    private static void Report(CommandContext context, RecognitionAnswer answer) => context.Output.Result(
        new
        {
            answer.Probe,
            answer.Outcome,
            answer.Identity,
            answer.Distance,
            Threshold = answer.Outcome == Outcome.CannotDecide ? (double?)null : answer.Threshold,
            answer.Candidates,
            answer.GallerySize,
            EncodeMs = answer.EncodeMilliseconds,
            SearchMs = answer.SearchMilliseconds,
            answer.Reason,
        },
        _ => Text(answer));

    private static string Text(RecognitionAnswer a) => a.Outcome switch
    {
        Outcome.Recognized =>
            $"{a.Probe}: {a.Identity} (distance {Number(a.Distance!.Value, 3)} < threshold {Number(a.Threshold, 3)}, 1 of {a.GallerySize})",
        Outcome.NotRecognized when a.Distance is { } distance =>
            $"{a.Probe}: not recognized (nearest {a.Candidates[0].Identity} at {Number(distance, 3)} >= threshold {Number(a.Threshold, 3)}, none of {a.GallerySize})",
        Outcome.NotRecognized => $"{a.Probe}: not recognized (nobody is enrolled)",
        _ => $"{a.Probe}: cannot decide ({a.Reason})",
    };
}
