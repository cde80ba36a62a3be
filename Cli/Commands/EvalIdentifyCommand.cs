using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Photos;
using FaceGrid.Cli.Recognition;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>eval identify</c>: open-set identification through the grains.</summary>
internal static class EvalIdentifyCommand
{
    public static Command Create()
    {
        var known = new Option<string?>("--known")
        {
            Description = "Folder with one folder of photos per person to enrol: the first photo is enrolled, the others are probes",
            HelpName = "DIR",
        };
        var strangers = new Option<string?>("--strangers")
        {
            Description = "Folder of people who are not enrolled; every photo is a probe",
            HelpName = "DIR",
        };
        var images = new Option<string?>("--images")
        {
            Description = "Instead of both: people with two photos or more are enrolled, people with one are strangers",
            HelpName = "DIR",
        };
        var count = SharedOptions.Count("--stranger-count", "With --images: number of strangers", 500, 0, 1_000_000);
        var photos = SharedOptions.Count(
            "--photos", "Photos per person to enrol, the first ones by name", 1, 1, IIdentityGrain.MaxTemplates);
        var report = SharedOptions.Report("a report: DET curve, distances and a contact sheet of the worst errors");
        var question = new QuestionOptions();
        var faces = new FaceOptions();
        return new Command(
            "identify", "Open-set identification through the grains: FNIR, FPIR, rank-1, FTE and FTA, with confidence intervals")
            .With([known, strangers, images, count, photos, report, .. question.Symbols, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var file = context.Result.GetValue(report);
            if (file is not null)
            {
                ReportPage.Check(file);
            }

            var plan = Plan(
                context.Result.GetValue(known),
                context.Result.GetValue(strangers),
                context.Result.GetValue(images),
                context.Result.GetValue(count),
                context.Result.GetValue(photos));
            using var folder = new TemporaryFolder();
            await using var faceClient = await context.OpenTemporaryClient(folder.Path, cancellationToken);

            // Decides like the gallery of --data and --gallery would with these identities.
            var (calibration, policy) = await context.StoredRules(faceClient.ModelVersion, cancellationToken);
            await faceClient.SetPolicy(GridKeys.DefaultGallery, policy);
            if (calibration is not null)
            {
                await faceClient.SetCalibration(calibration);
            }

            using var reader = faces.Open(context, question.Liveness(context) || policy.RequireLiveness);

            var ask = question.Request(context, faceClient) with { Gallery = GridKeys.DefaultGallery };
            var (result, results) = await OpenSetRun.Run(
                faceClient, plan, reader, faces.Choice(context, FaceChoice.Largest), ask, context.Output, cancellationToken);
            if (file is not null)
            {
                Page(result, plan, results).Write(file);
            }

            Warn(result);
            context.Output.Result(result, r => string.Join('\n', Lines(r)));
            return ExitCodes.Success;
        }
    }

    /// <summary>Strangers unlike the calibration's and unlike the enrolled people: the prediction does not hold for them.</summary>
    private static void Warn(OpenSetReport r)
    {
        if (r.NonMatedProbes > 0
            && r.PredictedFpir is { } predicted
            && (predicted < r.FpirInterval.Low || predicted > r.FpirInterval.High))
        {
            ErrorLine.Write(
                $"note: the predicted FPIR {Percent(predicted, 2)} lies outside the measured interval {Text(r.FpirInterval)}; "
                + "the prediction was measured on " + (r.FpirMeasuredOn ?? "an unknown population"));
        }
    }

    private static OpenSetPlan Plan(string? known, string? strangers, string? images, int count, int photos)
    {
        if ((images is null) == (known is null) || (images is not null && strangers is not null))
        {
            throw new BadInputException("eval identify", "give --known DIR (and --strangers DIR), or --images DIR");
        }

        var people = PhotoFiles.People(images ?? known!);
        var enrolled = images is null ? people : people.FindAll(p => p.Photos.Count > photos);

        // Without a probe of an enrolled person there is no FNIR, and strangers alone still give the FPIR.
        if (!enrolled.Exists(p => p.Photos.Count > photos) && strangers is null)
        {
            throw new BadInputException(
                images ?? known!,
                $"no person has {photos + 1} photos: {photos} to enrol and one probe; with --known, --strangers alone give the FPIR");
        }

        return images is null
            ? OpenSetPlan.Of(enrolled, strangers is null ? [] : PhotoFiles.People(strangers), photos)
            : OpenSetPlan.Of(
                enrolled.ConvertAll(p => (p.Person, p.Photos[..(photos + 1)])),
                people.FindAll(p => p.Photos.Count == 1)[..Math.Min(count, people.Count(p => p.Photos.Count == 1))],
                photos);
    }

    private static IEnumerable<string> Lines(OpenSetReport r)
    {
        yield return $"{r.Enrolled} people enrolled, {r.MatedProbes} probes of them, {r.NonMatedProbes} of strangers (faces: {r.Located})";
        yield return $"failures to enrol {r.FailedToEnrol.Count}, failures to acquire {r.FailedToAcquire}" + Reasons(r);
        yield return (r.MatedProbes == 0
                ? "rank-1 and FNIR not measured (no probes of enrolled people), "
                : $"rank-1 {Text(r.RankOneInterval)}, FNIR {Text(r.FnirInterval)}, ")
            + $"FPIR {(r.NonMatedProbes == 0 ? "not measured (no strangers)" : Text(r.FpirInterval))}"
            + (r.PredictedFpir is { } predicted ? $" (predicted {Percent(predicted, 2)}{Ends(r)})" : "");
        yield return $"threshold {Number(r.Threshold, 3)}: {r.ThresholdSource}";
        foreach (var point in r.AtFpir)
        {
            yield return $"  with the threshold derived from these strangers: FPIR {Percent(point.Fpir)}: "
                + $"FNIR {Text(point.FnirInterval)} at {Number(point.Threshold, 3)}"
                + (point.Supported ? "" : " (too few strangers for one false positive)");
        }

        yield return $"encode {Number(r.EncodeMs, 1)} ms, search {Number(r.SearchMs, 2)} ms (medians), "
            + $"{Number(r.MsPerProbe, 1)} ms per probe in total, {Number(r.Seconds, 1)} s";
    }

    private static ReportPage Page(OpenSetReport r, OpenSetPlan plan, IReadOnlyList<ProbeResult> results)
    {
        var page = new ReportPage("Open-set identification");
        foreach (var line in Lines(r))
        {
            page.Paragraph(line.Trim());
        }

        page
            .Paragraph("Intervals: 95 %, bootstrap over people (ISO/IEC 19795-1). An undecided probe counts as not recognised.")
            .Picture(OpenSetPictures.Det(r, results))
            .Picture(OpenSetPictures.Histogram(r, results))
            .Paragraph(results.All(p => p.IsRight) ? "There are no errors." : "The worst errors:");
        return results.All(p => p.IsRight) ? page : page.Picture(OpenSetPictures.Worst(plan, results));
    }

    private static string Reasons(OpenSetReport r) => r.FailedToAcquireByReason.Count == 0
        ? ""
        : $" ({string.Join(", ", r.FailedToAcquireByReason.Select(f => $"{f.Reason}: {f.Count}"))})";

    private static string Ends(OpenSetReport r) => r is { PredictedFpirLow: { } low, PredictedFpirHigh: { } high }
        ? $" [{Percent(low, 2)}, {Percent(high, 2)}]"
        : "";

    private static string Text(Interval interval) =>
        $"{Percent(interval.Value, 2)} [{Percent(interval.Low, 2)}, {Percent(interval.High, 2)}]";
}
