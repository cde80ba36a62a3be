using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Photos;
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
        var faces = new FaceOptions();
        return new Command("verify", "1:1: is this the person they claim to be?").With([id, photo, threshold, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            using var reader = faces.Open(context);
            var crop = await reader.ReadOne(context.Result.GetValue(photo)!, faces.Choice(context), cancellationToken);
            await using var grid = await context.OpenGrid(cancellationToken);
            var answer = await grid.Verify(context.Result.GetValue(id)!, crop, context.Result.GetValue(threshold), cancellationToken);
            context.Output.Result(
                new { answer.Probe, answer.Identity, answer.Verified, answer.Distance, answer.Threshold, answer.Templates, EncodeMs = answer.EncodeMilliseconds },
                a => a.Verified
                    ? $"{a.Probe}: verified as {a.Identity} (distance {Number(a.Distance, 3)} < threshold {Number(a.Threshold, 3)})"
                    : $"{a.Probe}: not {a.Identity} (distance {Number(a.Distance, 3)} >= threshold {Number(a.Threshold, 3)})");
            return ExitCodes.Success;
        }
    }
}
