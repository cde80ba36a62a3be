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
                    Verified = answer.IsVerified,
                    answer.Distance,
                    answer.Basis.Threshold,
                    answer.Basis.ThresholdSource,
                    answer.Basis.PredictedFpir,
                    Head = answer.Head?.Name,
                    answer.Head?.Probability,
                    ProbabilityThreshold = answer.Head?.Threshold,
                    Templates = answer.Basis.Comparisons,
                    Why = (answer as ClaimUndecided)?.ReasonCode,
                    Reason = (answer as ClaimUndecided)?.ReasonText,
                    reader.Located,
                    EncodeMs = answer.Basis.EncodeMilliseconds,
                },
                Text);
            return ExitCodes.Success;

            string Text(object _) => answer is ClaimUndecided undecided
                ? $"{answer.Probe}: cannot decide whether it is {answer.Identity} ({undecided.ReasonText})"
                : $"{answer.Probe}: {(answer.IsVerified ? "verified as" : "not")} {answer.Identity} ({Comparison(answer)})";
        }
    }

    private static string Comparison(VerificationAnswer answer)
    {
        var distance = $"distance {Number(answer.Distance!.Value, 3)}";
        if (answer.Head is { } head)
        {
            return $"probability {Number(head.Probability, 3)} {(answer.IsVerified ? ">=" : "<")} {Number(head.Threshold, 3)} of head {head.Name}, {distance}";
        }

        var promise = answer.Basis.PredictedFpir is { } fpir ? $"FPIR {Share(fpir)}" : "not calibrated";
        return $"{distance} {(answer.IsVerified ? "<" : ">=")} threshold {Number(answer.Basis.Threshold ?? 0, 3)}, {promise}";
    }
}
