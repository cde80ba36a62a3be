using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Client;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces.Liveness;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Recognition;

/// <summary><c>recognize --frames</c>: the decision is a vote over the frames of a burst.</summary>
internal static class BurstAnswers
{
    /// <param name="context">The invocation.</param>
    /// <param name="faceClient">Client of the store.</param>
    /// <param name="reader">Detects and aligns the faces.</param>
    /// <param name="ask">Request of the burst; its crop is replaced.</param>
    /// <param name="name">Name of the burst in the answer.</param>
    /// <param name="files">Frames in the order they were taken.</param>
    /// <param name="temporal">True: movement and blinking are judged in addition to the liveness of each frame.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    public static async Task<int> Run(
        CommandContext context,
        FaceClient faceClient,
        PhotoReader reader,
        RecognitionRequest ask,
        string name,
        List<string> files,
        bool temporal,
        CancellationToken cancellationToken)
    {
        // A frame without a face is skipped, not an error: people turn their heads.
        var reads = await Task.WhenAll(files.Select(f => reader.Read(f, cancellationToken, tryTurned: false)));
        var frames = files.Zip(reads)
            .Where(r => r.Second.Count > 0)
            .Select(r => (File: r.First, Face: PhotoFace.Choose(r.Second, FaceChoice.Largest)))
            .ToList();
        if (frames.Count < BurstRequest.MinFrames)
        {
            throw new BadInputException(
                name,
                $"a face was found in {frames.Count} of {files.Count} frames; a vote needs {BurstRequest.MinFrames} ({reader.Located})");
        }

        var movement = temporal ? BurstLiveness.Judge(context, name, frames) : null;
        var crops = frames.ConvertAll(f => f.Face.Crop with { Name = f.File, Evidence = WithMovement(f.Face.Crop.Evidence, movement) });
        var answer = await faceClient.RecognizeBurst(
            new BurstRequest(name, ask with { RequireLiveness = ask.RequireLiveness || temporal }, crops), cancellationToken);
        context.Output.Result(
            new BurstResult(
                AnswerText.Result(answer.Decision, face: null, reader.Located),
                answer.Votes,
                answer.Decided,
                crops.Count,
                movement is null ? null : new TemporalLivenessResult(movement.Live, movement.Burst, movement.Blink, movement.BlinkFrame),
                [.. answer.Frames.Select(Frame)]),
            _ => $"{AnswerText.Text(answer.Decision)}\n  {answer.Votes} of {answer.Decided} decided frames agree, "
                + $"a face was found in {crops.Count} of {files.Count}"
                + (movement is null ? "" : Text(movement)));
        return ExitCodes.Success;
    }

    private static BurstFrameResult Frame(RecognitionAnswer frame) => new(
        frame.Probe,
        frame.Outcome,
        frame.Identity,
        frame.Distance,
        (frame as CannotDecide)?.ReasonCode,
        (frame as CannotDecide)?.ReasonText);

    private static string Text(TemporalLivenessScore movement) =>
        $"\n  temporal liveness {Number(movement.Live, 3)} (depth and movement {Number(movement.Burst, 3)}, "
        + $"blink {(movement.Blink is { } blink ? Number(blink, 3) : "not judged")})";

    /// <summary>Combines passive and temporal liveness by their minimum: both must pass.</summary>
    private static FaceEvidence? WithMovement(FaceEvidence? evidence, TemporalLivenessScore? movement) => movement is null
        ? evidence
        : (evidence ?? FaceEvidence.None) with { Live = Math.Min(evidence?.Live ?? 1, movement.Live) };
}
