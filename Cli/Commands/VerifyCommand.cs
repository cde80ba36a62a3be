using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Photos;
using FaceGrid.Cli.Results;
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
        var id = new Argument<string>("ID") { Description = "Claimed identity" };
        var photo = new Argument<string>("PHOTO") { Description = "Photo to verify against the identity" };
        var threshold = SharedOptions.Threshold();
        var fpir = SharedOptions.Fpir("FPIR: share of impostors that may be verified, instead of the gallery's");
        var quality = SharedOptions.Quality("--quality", "Least quality of a probe, instead of the gallery's");
        var liveness = SharedOptions.Liveness();
        var deadline = SharedOptions.Deadline();
        var head = new Option<string?>("--head")
        {
            Description = "Decide by a verification head instead of the threshold (see 'train head')",
            HelpName = "FILE",
        };
        var faces = new FaceOptions();
        return new Command("verify", "Verify a claimed identity (1:1)").With(
            [id, photo, threshold, fpir, quality, liveness, head, deadline, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var parameters = context.Result.GetValue(head) is { } file ? VerificationHeadFile.Read(file).ToMessage() : null;
            var path = context.Result.GetValue(photo)!;
            PhotoFiles.MustExist(path);
            if (parameters is not null && (context.Result.GetValue(threshold) is not null || context.Result.GetValue(fpir) is not null))
            {
                throw new BadInputException("--head", "replaces the threshold; omit --threshold and --fpir");
            }

            await using var faceClient = await context.OpenClient(cancellationToken);
            var policy = (await faceClient.DescribeAtOpen(context.Gallery)).Policy;
            using var reader = faces.Open(context, context.Result.GetValue(liveness) || policy.RequireLiveness);
            var crop = await reader.ReadOne(path, faces.Choice(context), cancellationToken);
            var answer = await faceClient.Verify(
                new VerificationRequest(
                    context.Result.GetValue(id)!,
                    faceClient.ModelVersion,
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
                new VerifyResult(
                    answer.Probe,
                    answer.Identity,
                    answer.IsVerified,
                    answer.Distance,
                    answer.Basis.Threshold,
                    answer.Basis.ThresholdSource,
                    answer.Basis.PredictedFpir,
                    answer.Basis.FpirMeasuredOn,
                    answer.Head?.Name,
                    answer.Head?.Probability,
                    answer.Head?.Threshold,
                    answer.Basis.Comparisons,
                    (answer as ClaimUndecided)?.ReasonCode,
                    (answer as ClaimUndecided)?.ReasonText,
                    reader.Located,
                    answer.Basis.EncodeMilliseconds),
                Text);
            return ExitCodes.Success;

            string Text(object _) => answer is ClaimUndecided undecided
                ? $"{Printable(answer.Probe)}: cannot decide whether it is {answer.Identity} ({undecided.ReasonText})"
                : $"{Printable(answer.Probe)}: {(answer.IsVerified ? "verified as" : "not")} {answer.Identity} ({Comparison(answer)})";
        }
    }

    private static string Comparison(VerificationAnswer answer)
    {
        var distance = $"distance {Number(answer.Distance!.Value, 3)}";
        if (answer.Head is { } head)
        {
            return $"probability {Number(head.Probability, 3)} {(answer.IsVerified ? ">=" : "<")} {Number(head.Threshold, 3)} "
                + $"of head {head.Name}, {distance}";
        }

        var promise = answer.Basis.PredictedFpir is { } fpir ? $"FPIR {Share(fpir)}" : "not calibrated";
        return $"{distance} {(answer.IsVerified ? "<" : ">=")} threshold {Number(answer.Basis.Threshold ?? 0, 3)}, {promise}";
    }
}
