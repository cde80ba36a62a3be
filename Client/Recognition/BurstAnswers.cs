using FaceGrid.Client.Cli;
using FaceGrid.Client.Hosting;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Recognition;
using FaceGrid.Vision;

namespace FaceGrid.Client.Recognition;

/// <summary><c>recognize --frames</c>: the frames of a burst vote.</summary>
internal static class BurstAnswers
{
    public static async Task<int> Run(
        CommandContext context, Grid grid, PhotoReader reader, RecognitionRequest ask, string name, List<string> files, CancellationToken cancellationToken)
    {
        // A frame without a face is a frame less, not an error: people turn away.
        var reads = await Task.WhenAll(files.Select(f => reader.Read(f, cancellationToken)));
        var crops = new List<AlignedFace>();
        foreach (var (file, faces) in files.Zip(reads))
        {
            if (faces.Count > 0)
            {
                crops.Add(PhotoFace.Choose(faces, FaceChoice.Largest).Crop with { Name = file });
            }
        }

        if (crops.Count < BurstRequest.MinFrames)
        {
            throw new BadInputException(
                name, $"a face was found in {crops.Count} of {files.Count} frames, a vote needs {BurstRequest.MinFrames} ({reader.Located})");
        }

        var answer = await grid.RecognizeBurst(new BurstRequest(name, ask, crops), cancellationToken);
        context.Output.Result(
            new
            {
                Decision = AnswerText.Json(answer.Decision, face: null, reader.Located),
                answer.Votes,
                answer.Decided,
                FramesWithFace = crops.Count,
                Frames = answer.Frames.Select(f => new { f.Probe, f.Outcome, f.Identity, f.Distance, f.Why, f.Reason }),
            },
            _ => $"{AnswerText.Text(answer.Decision)}\n  {answer.Votes} of {answer.Decided} decided frames agree, a face was found in {crops.Count} of {files.Count}");
        return ExitCodes.Success;
    }
}
