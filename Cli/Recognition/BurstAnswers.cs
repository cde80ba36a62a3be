using FaceGrid.Cli.CommandLine;
using FaceGrid.Client;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces.Liveness;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Recognition;

/// <summary><c>recognize --frames</c>: the frames of a burst vote.</summary>
internal static class BurstAnswers
{
    /// <param name="temporal">Movement and blinking count as evidence of liveness, beside what each frame shows by itself.</param>
    public static async Task<int> Run(
        CommandContext context, FaceClient grid, PhotoReader reader, RecognitionRequest ask, string name, List<string> files, bool temporal, CancellationToken cancellationToken)
    {
        // A frame without a face is a frame less, not an error: people turn away.
        var reads = await Task.WhenAll(files.Select(f => reader.Read(f, cancellationToken)));
        var frames = files.Zip(reads).Where(r => r.Second.Count > 0).Select(r => (File: r.First, Face: PhotoFace.Choose(r.Second, FaceChoice.Largest))).ToList();
        if (frames.Count < BurstRequest.MinFrames)
        {
            throw new BadInputException(
                name, $"a face was found in {frames.Count} of {files.Count} frames, a vote needs {BurstRequest.MinFrames} ({reader.Located})");
        }

        var movement = temporal ? BurstLiveness.Judge(context, name, frames) : null;
        var crops = frames.ConvertAll(f => f.Face.Crop with { Name = f.File, Evidence = WithMovement(f.Face.Crop.Evidence, movement) });
        var answer = await grid.RecognizeBurst(
            new BurstRequest(name, ask with { RequireLiveness = ask.RequireLiveness || temporal }, crops), cancellationToken);
        context.Output.Result(
            new
            {
                Decision = AnswerText.Json(answer.Decision, face: null, reader.Located),
                answer.Votes,
                answer.Decided,
                FramesWithFace = crops.Count,
                Temporal = movement is null ? null : new { movement.Live, movement.Burst, movement.Blink, movement.BlinkFrame },
                Frames = answer.Frames.Select(f => new
                {
                    f.Probe,
                    f.Outcome,
                    f.Identity,
                    f.Distance,
                    Why = (f as CannotDecide)?.ReasonCode,
                    Reason = (f as CannotDecide)?.ReasonText,
                }),
            },
            _ => $"{AnswerText.Text(answer.Decision)}\n  {answer.Votes} of {answer.Decided} decided frames agree, a face was found in {crops.Count} of {files.Count}"
                + (movement is null ? "" : $"\n  temporal liveness {Number(movement.Live, 3)} (depth and movement {Number(movement.Burst, 3)}, blink {(movement.Blink is { } b ? Number(b, 3) : "not judged")})"));
        return ExitCodes.Success;
    }

    /// <summary>Both must hold: what a frame shows by itself, and how the frames follow each other.</summary>
    private static FaceEvidence? WithMovement(FaceEvidence? evidence, TemporalLivenessScore? movement) => movement is null
        ? evidence
        : (evidence ?? FaceEvidence.None) with { Live = Math.Min(evidence?.Live ?? 1, movement.Live) };
}
