using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Demo;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Catalog;
using Spectre.Console;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>demo</c>: enrolment and open-set recognition of synthetic people.</summary>
internal static class DemoCommand
{
    // The default of 0.3 % cannot be measured with a hundred unenrolled people.
    private const double DefaultFpir = 0.01;

    public static Command Create()
    {
        var folder = new Option<string>("--out")
        {
            Description = "Output folder for photos, store and contact sheet",
            HelpName = "DIR",
            DefaultValueFactory = _ => "facegrid-demo",
        };
        var people = SharedOptions.Count("--people", "People to enrol, from one photo each", 50, 1, 5000);
        var probes = SharedOptions.Count("--probes", "Probe photos per person", 4, 1, 50);
        var strangers = SharedOptions.Count("--strangers", "Unenrolled people (strangers), one photo each", 100, 1, 5000);
        var population = SharedOptions.Count(
            "--population", "Index of the synthetic population; the encoder was trained on none of them", 0, 0, 99);
        var fpir = SharedOptions.Fpir("FPIR: share of strangers that may be recognised as an enrolled person (default: 1%)");
        return new Command("demo", "Enrol synthetic people from one photo each, then recognise them and reject strangers on new photos")
            .With([folder, people, probes, strangers, population, fpir], (context, cancellationToken) => Run(
                context.Preferring(ModelCatalog.DrawingsName),
                new DemoOptions(
                    context.Result.GetValue(folder)!,
                    context.Result.GetValue(people),
                    context.Result.GetValue(probes),
                    context.Result.GetValue(strangers),
                    context.Result.GetValue(population),
                    context.Result.GetValue(fpir) ?? DefaultFpir),
                cancellationToken));
    }

    private static async Task<int> Run(CommandContext context, DemoOptions options, CancellationToken cancellationToken)
    {
        // Checked first: a missing model must not leave a new folder behind.
        context.Catalog.Find(context.Model);
        var folder = DemoFolder.Create(options.Folder);
        var total = DemoPhotos.Count(options);
        var plan = await context.Output.WithProgress($"rendering {total} photos of synthetic people", total, progress =>
            Task.Run(() => DemoPhotos.Render(options, folder.Photos, progress, cancellationToken), cancellationToken));

        OpenSetReport report;
        IReadOnlyList<ProbeResult> results;
        await using (var faceClient = await context.OpenClient(folder.Data, cancellationToken))
        {
            // Enrolment photos are rendered in even light and from the front, probes are not.
            await faceClient.SetPolicy(GridKeys.DefaultGallery, DecisionPolicy.Default with { UseOwnPeople = false });
            using var reader = PhotoReader.Open(context.Catalog, context.Device, aligned: true, detector: null, judgeLiveness: false);
            var ask = new RecognitionRequest(
                GridKeys.DefaultGallery,
                faceClient.ModelVersion,
                new AlignedFace("", []),
                Threshold: null,
                CandidateCount: 3,
                options.Fpir);
            (report, results) = await OpenSetRun.Run(faceClient, plan, reader, FaceChoice.Only, ask, context.Output, cancellationToken);
        }

        var sheet = DemoSheet.Render(report, results, folder.Photos);
        AtomicFile.Write(folder.ContactSheet, stream => stream.Write(ImageCodec.EncodePng(sheet)));

        if (context.Output.IsJson)
        {
            context.Output.Result(Result(report, folder.ContactSheet), _ => "");
            return ExitCodes.Success;
        }

        context.Output.Table(Summary(report));
        context.Output.Note($"""

            contact sheet: {folder.ContactSheet}
            photos:        {folder.Photos}

            The photos are rendered, and {context.Model} was trained on rendered photos only. More commands with this gallery:
              ./facegrid recognize {folder.Photos}/strangers --aligned --model {context.Model} --data {folder.Data}
              ./facegrid identities list --data {folder.Data}

            For photos of people another encoder is the default (docs/guide/models.md):
              ./facegrid enroll alice alice.jpg
              ./facegrid recognize door.jpg
            """);
        return ExitCodes.Success;
    }

    private static DemoResult Result(OpenSetReport r, string contactSheet) => new(
        r.Enrolled,
        r.MatedProbes,
        r.NonMatedProbes,
        r.RankOne,
        r.Fnir,
        r.Fpir,
        r.PredictedFpir,
        r.Threshold,
        r.ThresholdSource,
        r.EncodeMs,
        r.SearchMs,
        r.MsPerProbe,
        contactSheet);

    private static Table Summary(OpenSetReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        void Row(string what, string value) => table.AddRow(Markup.Escape(what), Markup.Escape(value));
        Row("people enrolled, one photo each", report.Enrolled.ToString(CultureInfo.InvariantCulture));
        Row("probes of them", report.MatedProbes.ToString(CultureInfo.InvariantCulture));
        Row("probes of strangers", report.NonMatedProbes.ToString(CultureInfo.InvariantCulture));
        Row("nearest identity is correct (rank-1)", Percent(report.RankOne));
        Row("enrolled but not recognised (FNIR)", Percent(report.Fnir));
        Row("stranger recognised (FPIR)", Percent(report.Fpir));
        Row("  predicted by the calibration", report.PredictedFpir is { } predicted ? Percent(predicted, 2) : "not calibrated");
        Row("threshold on the squared distance", Number(report.Threshold, 3));
        Row("time per probe, total", $"{Number(report.MsPerProbe, 1)} ms");
        Row("  in the encoder, per batch (median)", $"{Number(report.EncodeMs, 1)} ms");
        Row("  in the search (median)", $"{Number(report.SearchMs, 2)} ms");
        return table;
    }
}
