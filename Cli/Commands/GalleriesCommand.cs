using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Results;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>galleries show</c> and <c>galleries set</c>: a gallery's size and decision policy.</summary>
internal static class GalleriesCommand
{
    public static Command Create()
    {
        var command = new Command("galleries", "Decision policy of the gallery (--gallery)");
        command.Subcommands.Add(new Command("show", "Show size, model, policy and the threshold derived from them").With([], Show));

        var fpir = SharedOptions.Fpir("FPIR: share of strangers that may be recognised as an enrolled person");
        var threshold = new Option<string?>("--threshold")
        {
            Description = "Fixed τ, independent of the gallery's size; 'derived': derive τ from the FPIR again",
            HelpName = "TAU|derived",
        };
        var probes = SharedOptions.Quality("--quality", "Least quality of a probe");
        var enrolments = SharedOptions.Quality("--enrolment-quality", "Least quality of an enrolment photo");
        var fusion = SharedOptions.Fusion("How the distances of a person's templates are fused");
        var liveness =
            new Option<bool?>("--liveness") { Description = "Whether presentation attacks are rejected", HelpName = "true|false" };
        var live =
            new Option<double?>("--live-threshold") { Description = "Least liveness score of a live face, 0 to 1", HelpName = "SHARE" };
        command.Subcommands.Add(new Command("set", "Change the policy; it applies from the next probe on").With(
            [fpir, threshold, probes, enrolments, fusion, liveness, live],
            async (context, cancellationToken) =>
            {
                await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken, mayCreate: true);
                var before = (await faceClient.Describe(context.Gallery)).Policy;
                var after = before with
                {
                    Fpir = context.Result.GetValue(fpir) ?? before.Fpir,
                    Threshold = Parse(context.Result.GetValue(threshold), before.Threshold),
                    ProbeQuality = context.Result.GetValue(probes) ?? before.ProbeQuality,
                    EnrolmentQuality = context.Result.GetValue(enrolments) ?? before.EnrolmentQuality,
                    Fusion = context.Result.GetValue(fusion) ?? before.Fusion,
                    RequireLiveness = context.Result.GetValue(liveness) ?? before.RequireLiveness,
                    LiveThreshold = context.Result.GetValue(live) ?? before.LiveThreshold,
                };
                if (!context.Result.CommandResult.Children.Any())
                {
                    throw new BadInputException("galleries set", "nothing to change; see facegrid galleries set --help");
                }

                await faceClient.SetPolicy(context.Gallery, after);
                await Report(context, faceClient);
                return ExitCodes.Success;
            }));
        return command;
    }

    private static async Task<int> Show(CommandContext context, CancellationToken cancellationToken)
    {
        await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken);
        await Report(context, faceClient);
        return ExitCodes.Success;
    }

    private static async Task Report(CommandContext context, FaceClient faceClient)
    {
        var gallery = await faceClient.Describe(context.Gallery);
        var shards = await faceClient.Shards(gallery);
        var size = new ShardSize(shards.Sum(s => s.Size.People), shards.Sum(s => s.Size.Templates));
        var (policy, calibration) = (
            gallery.Policy, gallery.ModelVersion is { } model ? await context.CalibrationOf(faceClient, model) : null);
        var comparisons = policy.Fusion == TemplateFusion.Mean ? size.People : size.Templates;
        var extrapolated = false;
        var threshold = policy.Threshold
            ?? calibration?.ToTable().ThresholdFor(ErrorRates.FmrForFpir(policy.Fpir, Math.Max(1, comparisons)), out extrapolated);
        context.Output.Result(
            new GalleryResult(
                gallery.Gallery,
                gallery.ModelVersion,
                size.People,
                size.Templates,
                policy,
                threshold,
                extrapolated,
                calibration?.Source,
                [.. shards.Select(s => new ShardResult(s.Number, s.Size.People, s.Size.Templates))],
                gallery.Rebalance is { } moving ? new RebalanceResult(KindOf(moving), moving.From, moving.To) : null),
            r => Text(r, calibration));
    }

    private static string Text(GalleryResult r, Calibration? calibration)
    {
        var policy = r.Policy;
        return $"""
            gallery '{r.Gallery}': {r.People} people, {r.Templates} templates, model {r.ModelVersion ?? "(none yet)"}
              allowed FPIR:             {(policy.Threshold is null ? Share(policy.Fpir) : "determined by the fixed threshold")}
              threshold:                {ThresholdText(r)}
              calibration of the model: {CalibrationText(r, calibration)}
              probes:                   {Word(policy.ProbeQuality)}
              enrolment photos:         {Word(policy.EnrolmentQuality)}
              several templates:        {(policy.Fusion == TemplateFusion.Best ? "least distance" : "distance to their mean")}
              liveness:                 {(policy.RequireLiveness ? $"required, from {Number(policy.LiveThreshold, 2)}" : "not required")}
              shards:                   {ShardsText(r)}
            """;
    }

    private static string ThresholdText(GalleryResult r)
    {
        if (r.Threshold is not { } threshold)
        {
            return "the model's default";
        }

        return Number(threshold, 3) + (r.Policy.Threshold is not null
            ? ", fixed"
            : ", derived from the FPIR, the calibration and the size"
                + (r.Extrapolated ? "; extrapolated beyond the measured comparisons" : ""));
    }

    private static string CalibrationText(GalleryResult r, Calibration? calibration) => (r.ModelVersion, calibration) switch
    {
        (null, _) => "-",
        (_, null) => "none; the model's default threshold is used (facegrid calibrate)",
        _ => $"{calibration.Source}, {calibration.ImpostorComparisons} impostor comparisons",
    };

    private static string ShardsText(GalleryResult r)
    {
        var shards = r.Shards.Count == 0
            ? "none yet"
            : string.Join(", ", r.Shards.Select(s => $"{s.Number} ({s.People} people, {s.Templates} templates)"));
        return shards + (r.Rebalance is { } moves ? $"; a {moves.Kind} moves identities from shard {moves.From} to {moves.To}" : "");
    }

    private static string KindOf(Rebalance rebalance) => rebalance.IsMerge ? "merge" : "split";

    private static double? Parse(string? text, double? before) => text switch
    {
        null => before,
        "derived" => null,
        _ when double.TryParse(
            text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        _ => throw new BadInputException("--threshold", $"'{text}' is neither a squared distance nor 'derived'"),
    };

    private static string Word(QualityLevel level) => $"quality '{level.ToString().ToLowerInvariant()}' or better";
}
