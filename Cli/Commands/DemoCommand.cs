using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Demo;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Weights.Catalog;
using Spectre.Console;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>demo</c>: the main job on made-up people.</summary>
internal static class DemoCommand
{
    // A hundred strangers cannot show the 0.3 % that galleries ask for by default.
    private const double DefaultFpir = 0.01;

    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "Folder for photos, store and contact sheet", HelpName = "DIR", DefaultValueFactory = _ => "facegrid-demo" };
        var people = SharedOptions.Count("--people", "People to enrol, from one photo each", 50, 1, 5000);
        var probes = SharedOptions.Count("--probes", "New photos of each of them", 4, 1, 50);
        var strangers = SharedOptions.Count("--strangers", "People who are not enrolled, one photo each", 100, 1, 5000);
        var population = SharedOptions.Count("--population", "Which made-up population; the encoder was trained on none of them", 0, 0, 99);
        var fpir = SharedOptions.Fpir("The share of strangers that may be taken for somebody (default: 1%)");
        return new Command("demo", "Enrol made-up people from one photo each, recognise them on new photos, turn strangers away")
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
        // Before anything is made: a model that is not there should not cost a folder.
        context.Catalog.Find(context.Model);
        var folder = DemoFolder.Create(options.Folder);
        var total = DemoPhotos.Count(options);
        var plan = await context.Output.WithProgress($"rendering {total} photos of made-up people", total, progress =>
            Task.Run(() => DemoPhotos.Render(options, folder.Photos, progress, cancellationToken), cancellationToken));

        OpenSetReport report;
        IReadOnlyList<ProbeResult> results;
        await using (var grid = await context.OpenGrid(folder.Data, cancellationToken, mayCreate: true))
        {
            using var reader = PhotoReader.Open(context.Catalog, context.Device, aligned: true, detector: null, judgeLiveness: false);
            var ask = new RecognitionRequest(GridKeys.DefaultGallery, grid.ModelVersion, new AlignedFace("", []), Threshold: null, CandidateCount: 3, options.Fpir);
            (report, results) = await OpenSetRun.Run(grid, plan, reader, FaceChoice.Only, ask, context.Output, cancellationToken);
        }

        var sheet = DemoSheet.Render(report, results, folder.Photos);
        await File.WriteAllBytesAsync(folder.ContactSheet, ImageCodec.EncodePng(sheet), cancellationToken);

        if (context.Output.IsJson)
        {
            context.Output.Result(new { report.Enrolled, report.MatedProbes, report.NonMatedProbes, report.RankOne, report.Fnir, report.Fpir, report.PredictedFpir, report.Threshold, report.ThresholdSource, report.EncodeMs, report.SearchMs, report.MsPerProbe, folder.ContactSheet }, _ => "");
            return ExitCodes.Success;
        }

        context.Output.Table(Summary(report));
        context.Output.Note($"""

            contact sheet: {folder.ContactSheet}
            photos:        {folder.Photos}

            These are drawings, and so was all that {context.Model} has learnt from. Ask again, with this gallery:
              ./facegrid recognize {folder.Photos}/strangers --aligned --model {context.Model} --data {folder.Data}
              ./facegrid identities list --data {folder.Data}

            With photos of people, another encoder is the default (docs/guide/models.md):
              ./facegrid enroll alice alice.jpg
              ./facegrid recognize door.jpg
            """);
        return ExitCodes.Success;
    }

    private static Table Summary(OpenSetReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        void Row(string what, string value) => table.AddRow(Markup.Escape(what), Markup.Escape(value));
        Row("people enrolled, one photo each", report.Enrolled.ToString(CultureInfo.InvariantCulture));
        Row("probes of them", report.MatedProbes.ToString(CultureInfo.InvariantCulture));
        Row("probes of strangers", report.NonMatedProbes.ToString(CultureInfo.InvariantCulture));
        Row("nearest person is the right one (rank-1)", Percent(report.RankOne));
        Row("enrolled but not recognised (FNIR)", Percent(report.Fnir));
        Row("stranger recognised as somebody (FPIR)", Percent(report.Fpir));
        Row("  as the calibration predicted", report.PredictedFpir is { } predicted ? Percent(predicted, 2) : "not calibrated");
        Row("threshold on the squared distance", Number(report.Threshold, 3));
        Row("time per probe, all included", $"{Number(report.MsPerProbe, 1)} ms");
        Row("  of it in the encoder, shared by a batch (median)", $"{Number(report.EncodeMs, 1)} ms");
        Row("  of it in the search (median)", $"{Number(report.SearchMs, 2)} ms");
        return table;
    }
}
