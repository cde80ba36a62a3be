using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Recognition;
using FaceGrid.Vision.Faces.Heads;
using static FaceGrid.Client.Cli.Output;

namespace FaceGrid.Client.Commands;

/// <summary><c>verify ID PHOTO</c>: 1:1.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Who the person claims to be" };
        var photo = new Argument<string>("PHOTO") { Description = "The probe" };
        var threshold = SharedOptions.Threshold();
        var head = new Option<string?>("--head") { Description = "Decide by a verification head in place of the threshold (train head)", HelpName = "FILE" };
        var faces = new FaceOptions();
        return new Command("verify", "1:1: is this the person they claim to be?").With([id, photo, threshold, head, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var parameters = context.Result.GetValue(head) is { } file ? Heads.ToMessage(VerificationHeadFile.Read(file)) : null;
            using var reader = faces.Open(context);
            var crop = await reader.ReadOne(context.Result.GetValue(photo)!, faces.Choice(context), cancellationToken);
            await using var grid = await context.OpenGrid(cancellationToken);
            var answer = await grid.Verify(context.Result.GetValue(id)!, crop, context.Result.GetValue(threshold), parameters, cancellationToken);
            context.Output.Result(
                new
                {
                    answer.Probe,
                    answer.Identity,
                    answer.Verified,
                    answer.Distance,
                    answer.Threshold,
                    answer.Head,
                    answer.Probability,
                    answer.ProbabilityThreshold,
                    answer.Templates,
                    EncodeMs = answer.EncodeMilliseconds,
                },
                a => $"{a.Probe}: {(a.Verified ? "verified as" : "not")} {a.Identity} ({Reason(a.Verified)})");
            return ExitCodes.Success;

            string Reason(bool verified) => answer.Head is { } name
                ? $"probability {Number(answer.Probability!.Value, 3)} {(verified ? ">=" : "<")} {Number(answer.ProbabilityThreshold!.Value, 3)} of head {name}, distance {Number(answer.Distance, 3)}"
                : $"distance {Number(answer.Distance, 3)} {(verified ? "<" : ">=")} threshold {Number(answer.Threshold, 3)}";
        }
    }
}
