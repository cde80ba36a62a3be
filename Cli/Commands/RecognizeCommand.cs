using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Photos;
using FaceGrid.Cli.Recognition;
using FaceGrid.Client;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Commands;

/// <summary><c>recognize PHOTO...</c> and <c>recognize --frames DIR</c>: 1:K.</summary>
internal static class RecognizeCommand
{
    private const int AtOnce = 32;

    public static Command Create()
    {
        var photos = new Argument<string[]>("PHOTO")
        {
            Description = "Photos, or folders of photos; each detected face is a probe",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var frames = new Option<string?>("--frames")
        {
            Description = "Instead of PHOTO: folder with a burst of frames of one person; the decision is a vote over the frames",
            HelpName = "DIR",
        };
        var temporal = new Option<bool>("--temporal-liveness")
        {
            Description = "With --frames: reject bursts that do not move like a live face. "
                + "The networks were trained on rendered faces only; see their model cards",
        };
        var question = new QuestionOptions();
        var faces = new FaceOptions();
        return new Command("recognize", "Recognise faces among the identities of the gallery (1:K)").With(
            [photos, frames, temporal, .. question.Symbols, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (paths, burst) = (context.Result.GetValue(photos) ?? [], context.Result.GetValue(frames));
            if ((burst is null) == (paths.Length == 0))
            {
                throw new BadInputException("recognize", "give PHOTO... or --frames DIR");
            }

            if (context.Result.GetValue(temporal) && burst is null)
            {
                throw new BadInputException("--temporal-liveness", "needs --frames DIR");
            }

            var files = burst is null ? PhotoFiles.Expand(paths) : PhotoFiles.Frames(burst);
            await using var faceClient = await context.OpenClient(cancellationToken);
            var gallery = await faceClient.CheckGallery(context.Gallery);
            using var reader = faces.Open(context, question.Liveness(context) || gallery.Policy.RequireLiveness);
            if (context.Result.GetValue(temporal) && !reader.Detects)
            {
                throw new BadInputException("--temporal-liveness", $"needs detected and aligned faces, not given crops ({reader.Located})");
            }

            context.Output.NoteIfAny(reader.Notice);
            var ask = question.Request(context, faceClient);
            return burst is null
                ? await Photos(context, faceClient, reader, ask, files, faces.Choice(context), cancellationToken)
                : await BurstAnswers.Run(
                    context, faceClient, reader, ask, burst, files, context.Result.GetValue(temporal), cancellationToken);
        }
    }

    private static async Task<int> Photos(
        CommandContext context,
        FaceClient faceClient,
        PhotoReader reader,
        RecognitionRequest ask,
        List<string> files,
        FaceChoice choice,
        CancellationToken cancellationToken)
    {
        var unusable = 0;
        await context.Output.WithProgress($"recognising {files.Count} photos", files.Count, async progress =>
        {
            var done = 0;
            await foreach (var (file, answers, error) in Pipeline.Run(files, AtOnce, Recognize, cancellationToken))
            {
                progress(++done);
                if (error is not null)
                {
                    throw error;
                }

                foreach (var (face, answer) in answers!)
                {
                    if (answer is CannotDecide { ReasonCode: UndecidedReason.Unreadable or UndecidedReason.NoFace } undecided)
                    {
                        unusable++;
                        ErrorLine.Write($"{file}: {undecided.ReasonText}");
                    }

                    AnswerText.Report(context, answer, face, reader.Located);
                }
            }

            return done;
        });
        return unusable == 0 ? ExitCodes.Success : ExitCodes.BadInput;

        async Task<List<(PhotoFace? Face, RecognitionAnswer Answer)>> Recognize(string file)
        {
            IReadOnlyList<PhotoFace> faces;
            try
            {
                faces = await reader.Read(file, cancellationToken);
            }
            catch (Exception exception) when (files.Count > 1 && ErrorLine.ExitCodeOf(exception) == ExitCodes.BadInput)
            {
                // An unreadable photo among several is one answer 'cannot decide'; a single one is an error.
                var reason = exception is BadInputException bad ? bad.Reason : exception.Message;
                return [(null, await Undecided(UndecidedReason.Unreadable, reason))];
            }

            if (faces.Count == 0)
            {
                return [(null, await Undecided(UndecidedReason.NoFace, $"no face was found ({reader.Located})"))];
            }

            if (choice != FaceChoice.Only && faces.Count > 1)
            {
                var first = PhotoFace.Choose(faces, choice);
                faces = [first with { Crop = first.Crop with { Name = file } }];
            }

            var answers = await Task.WhenAll(faces.Select(f => faceClient.Recognize(ask with { Crop = f.Crop }, cancellationToken)));
            return [.. faces.Zip(answers, (f, a) => ((PhotoFace?)f, a))];

            Task<RecognitionAnswer> Undecided(UndecidedReason why, string reason) =>
                faceClient.CannotDecide(ask with { Crop = new AlignedFace(file, []) }, why, reason, cancellationToken);
        }
    }
}
