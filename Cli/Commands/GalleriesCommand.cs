using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Galleries;
using FaceGrid.Cli.Results;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>galleries show</c> and <c>galleries set</c>: a gallery's size and decision policy.</summary>
internal static class GalleriesCommand
{
    public static Command Create()
    {
        var command = new Command("galleries", "Decision policy of the gallery (--gallery)");
        var report = SharedOptions.Report("a report: the distances between the gallery's own people, and suspicious pairs");
        command.Subcommands.Add(new Command(
            "show", "Show size, model, policy, the threshold derived from them, and pairs too near to be two people")
            .With([report], (context, cancellationToken) => Show(context, context.Result.GetValue(report), cancellationToken)));

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
        var own = new Option<bool?>("--own-people")
        {
            Description = "Whether the threshold also follows from the distances between the gallery's own people; "
                + "false where enrolment photos are unlike probes",
            HelpName = "true|false",
        };
        command.Subcommands.Add(new Command("set", "Change the policy; it applies from the next probe on").With(
            [fpir, threshold, probes, enrolments, fusion, liveness, live, own],
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
                    UseOwnPeople = context.Result.GetValue(own) ?? before.UseOwnPeople,
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

    private static async Task<int> Show(CommandContext context, string? report, CancellationToken cancellationToken)
    {
        if (report is not null)
        {
            ReportPage.Check(report);
        }

        await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken);
        await Report(context, faceClient, report);
        return ExitCodes.Success;
    }

    private static async Task Report(CommandContext context, FaceClient faceClient, string? report = null)
    {
        var gallery = await faceClient.Describe(context.Gallery);
        var shards = await faceClient.Shards(gallery);
        var size = new ShardSize(shards.Sum(s => s.Size.People), shards.Sum(s => s.Size.Templates));
        var calibration = gallery.ModelVersion is { } model ? await context.CalibrationOf(faceClient, model) : null;
        var audit = await faceClient.Audit(gallery);
        var comparisons = Math.Max(1, gallery.Policy.Fusion == TemplateFusion.Mean ? size.People : size.Templates);
        var outlook = GalleryOutlook.Of(gallery.Policy, calibration, audit, comparisons);
        var result = new GalleryResult(
            gallery.Gallery,
            gallery.ModelVersion,
            size.People,
            size.Templates,
            gallery.Policy,
            outlook.Threshold,
            outlook.Extrapolated,
            outlook.Fpir,
            outlook.Interval?.Low,
            outlook.Interval?.High,
            outlook.MeasuredOn,
            audit is null ? null : OwnPeopleResult.Of(audit),
            calibration?.Source,
            [.. shards.Select(s => new ShardResult(s.Number, s.Size.People, s.Size.Templates))],
            gallery.Rebalance is { } moving ? new RebalanceResult(KindOf(moving), moving.From, moving.To) : null);
        if (report is not null)
        {
            GalleryPicture.Page(result, audit, Text(result, calibration)).Write(report);
        }

        context.Output.Result(result, r => Text(r, calibration));
    }

    private static string Text(GalleryResult r, Calibration? calibration)
    {
        var policy = r.Policy;
        return $"""
            gallery '{r.Gallery}': {r.People} people, {r.Templates} templates, model {r.ModelVersion ?? "(none yet)"}
              allowed FPIR:             {(policy.Threshold is null ? Share(policy.Fpir) : "determined by the fixed threshold")}
              threshold:                {ThresholdText(r)}
              predicted FPIR:           {OwnPeopleText.Prediction(r)}
              own people:               {OwnPeopleText.Summary(r)}
              calibration of the model: {CalibrationText(r, calibration)}
              probes:                   {Word(policy.ProbeQuality)}
              enrolment photos:         {Word(policy.EnrolmentQuality)}
              several templates:        {(policy.Fusion == TemplateFusion.Best ? "least distance" : "distance to their mean")}
              liveness:                 {(policy.RequireLiveness ? $"required, from {Number(policy.LiveThreshold, 2)}" : "not required")}
              shards:                   {ShardsText(r)}
            {string.Concat(OwnPeopleText.Suspicious(r).Select(l => "  " + l + "\n"))}
            """.TrimEnd();
    }

    private static string ThresholdText(GalleryResult r)
    {
        if (r.Threshold is not { } threshold)
        {
            return "the model's default";
        }

        return Number(threshold, 3) + (r.Policy.Threshold is not null
            ? ", fixed"
            : $", derived from the FPIR, the calibration and the gallery's {(r.Policy.UseOwnPeople ? "own people" : "size")}"
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
