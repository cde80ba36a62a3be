using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Photos;
using FaceGrid.Client.Photos;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces.VerificationHeads;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>verify ID PHOTO</c>: 1:1.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Who the person claims to be" };
        var photo = new Argument<string>("PHOTO") { Description = "The probe" };
        var threshold = SharedOptions.Threshold();
        var fpir = SharedOptions.Fpir("The share of strangers who may pass with this claim, instead of the gallery's");
        var quality = SharedOptions.Quality("--quality", "What a face must show to be decided on, instead of what the gallery asks for");
        var liveness = SharedOptions.Liveness();
        var deadline = SharedOptions.Deadline();
        var head = new Option<string?>("--head") { Description = "Decide by a verification head in place of the threshold (train head)", HelpName = "FILE" };
        var faces = new FaceOptions();
        return new Command("verify", "1:1: is this the person they claim to be?").With([id, photo, threshold, fpir, quality, liveness, head, deadline, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var parameters = context.Result.GetValue(head) is { } file ? VerificationHeadFile.Read(file).ToMessage() : null;
            var path = context.Result.GetValue(photo)!;
            PhotoFiles.MustExist(path);
            if (parameters is not null && (context.Result.GetValue(threshold) is not null || context.Result.GetValue(fpir) is not null))
            {
                throw new BadInputException("--head", "decides in place of the threshold; leave --threshold and --fpir out");
            }

            await using var grid = await context.OpenGrid(cancellationToken);
            var policy = (await grid.Describe(context.Gallery)).Policy;
            using var reader = faces.Open(context, context.Result.GetValue(liveness) || policy.RequireLiveness);
            var crop = await reader.ReadOne(path, faces.Choice(context), cancellationToken);
            var answer = await grid.Verify(
                new VerificationRequest(
                    context.Result.GetValue(id)!,
                    grid.ModelVersion,
                    crop,
                    context.Result.GetValue(threshold),
                    parameters,
                    context.Gallery,
                    context.Result.GetValue(liveness),
                    context.Result.GetValue(quality),
                    context.Result.GetValue(fpir),
                    SharedOptions.Milliseconds(context.Result.GetValue(deadline))),
                cancellationToken);
            context.Output.NoteIfAny(reader.Notice);
            context.Output.Result(
                new
                {
                    answer.Probe,
                    answer.Identity,
                    answer.Verified,
                    answer.Distance,
                    Threshold = answer.Threshold > 0 ? answer.Threshold : (double?)null,
                    answer.ThresholdSource,
                    answer.PredictedFpir,
                    answer.Head,
                    answer.Probability,
                    answer.ProbabilityThreshold,
                    answer.Templates,
                    answer.Why,
                    answer.Reason,
                    reader.Located,
                    EncodeMs = answer.EncodeMilliseconds,
                },
                Text);
            return ExitCodes.Success;

            string Text(object _) => answer.Why is not null
                ? $"{answer.Probe}: cannot decide whether it is {answer.Identity} ({answer.Reason})"
                : $"{answer.Probe}: {(answer.Verified ? "verified as" : "not")} {answer.Identity} ({Comparison(answer)})";
        }
    }

    private static string Comparison(VerificationAnswer answer) => answer.Head is { } name
        ? $"probability {Number(answer.Probability!.Value, 3)} {(answer.Verified ? ">=" : "<")} {Number(answer.ProbabilityThreshold!.Value, 3)} of head {name}, distance {Number(answer.Distance!.Value, 3)}"
        : $"distance {Number(answer.Distance!.Value, 3)} {(answer.Verified ? "<" : ">=")} threshold {Number(answer.Threshold, 3)}{(answer.PredictedFpir is { } fpir ? $", FPIR {Share(fpir)}" : ", not calibrated")}";
}
