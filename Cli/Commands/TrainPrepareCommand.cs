using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Preparation;

namespace FaceGrid.Cli.Commands;

/// <summary><c>train prepare</c>: prepares a training set of aligned crops from folders of people.</summary>
internal static class TrainPrepareCommand
{
    public static Command Create()
    {
        var defaults = new PreparationOptions { Sources = [], Output = "" };
        var data = new Option<string[]>("--data")
        {
            Description = "Folder with one folder of photos per person; may be given several times",
            HelpName = "DIR",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "Output folder", HelpName = "DIR", Required = true };
        var apart = new Option<string?>("--apart-from")
        {
            Description = "Drop people who are near a photo in this folder of people",
            HelpName = "DIR",
        };
        var apartAligned =
            new Option<bool>("--apart-aligned") { Description = "The photos of --apart-from are aligned 112x112 face crops" };
        var nearer = Distance(
            "--nearer-than", "Drop people with a photo nearer than this to a photo of --apart-from (squared L2)", defaults.NearerThan);
        var meanNearer = Distance(
            "--mean-nearer-than", "Drop people whose mean encoding is nearer than this (squared L2)", defaults.MeanNearerThan);
        var same = Distance(
            "--duplicates",
            "Merge folders whose mean encodings are nearer than this, as one person; 0: none",
            defaults.SamePersonNearerThan);
        var stray = Distance(
            "--stray-over", "Drop photos farther than this from the mean of the person's other photos; 4: none", defaults.StrayFartherThan);
        var aligned = new Option<bool>("--aligned")
        {
            Description = "The photos of --data are aligned 112x112 face crops, such as an earlier preparation",
        };
        var channels = new Option<string>("--channels")
        {
            Description = "Channel order of the photos",
            HelpName = "auto|rgb|bgr",
            DefaultValueFactory = _ => "auto",
        };
        channels.AcceptOnlyFromAmong("auto", "rgb", "bgr");
        var border = new Option<double>("--border")
        {
            Description = "Border for a second detection in photos without a face, as a share of their longer side",
            HelpName = "SHARE",
            DefaultValueFactory = _ => defaults.Border,
        };
        border.Validators.Add(r => Within(r, "--border", 0, 2));
        var quality = SharedOptions.Count("--quality", "JPEG quality of the crops; 0 writes PNG", defaults.Quality, 0, 100);
        var limit = new Option<double>("--limit-unreadable")
        {
            Description = "Share of unreadable photos above which the preparation is refused",
            HelpName = "SHARE",
            DefaultValueFactory = _ => defaults.UnreadableLimit,
        };
        limit.Validators.Add(r => Within(r, "--limit-unreadable", 0, 1));
        var detector = new Option<string?>("--detector")
        {
            Description = $"{string.Join(" or ", FaceLocators.Detectors)} (default: the first one with installed weights)",
            HelpName = "NAME",
        };
        return new Command(
            "prepare", "Prepare a training set: detect and align faces, merge duplicate people, drop people who are near another set")
            .With(
                [data, output, apart, apartAligned, nearer, meanNearer, same, stray, aligned, channels, border, quality, limit, detector],
                Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var options = new PreparationOptions
            {
                Sources = context.Result.GetValue(data)!,
                Output = context.Result.GetValue(output)!,
                ApartFrom = context.Result.GetValue(apart),
                ApartAligned = context.Result.GetValue(apartAligned),
                NearerThan = context.Result.GetValue(nearer),
                MeanNearerThan = context.Result.GetValue(meanNearer),
                SamePersonNearerThan = context.Result.GetValue(same),
                StrayFartherThan = context.Result.GetValue(stray),
                Aligned = context.Result.GetValue(aligned),
                Channels = Enum.Parse<ChannelOrder>(context.Result.GetValue(channels)!, ignoreCase: true),
                Border = context.Result.GetValue(border),
                Quality = context.Result.GetValue(quality),
                UnreadableLimit = context.Result.GetValue(limit),
            };
            IFaceLocator locator = !options.Aligned || (options.ApartFrom is not null && !options.ApartAligned)
                ? FaceLocators.Create(context.Catalog.Weights, context.Result.GetValue(detector), minScore: null, context.Device)
                    ?? throw new BadInputException("train prepare", FaceLocators.HowToGetWeights)
                : new CentreCropLocator(aligned: true);
            using var owned = locator as IDisposable;
            using var encoder = FaceEncoder.Load(context.Catalog.Find(context.Model).Encoder.Path, context.Device);
            var photos = options.Sources.Sum(s => PhotoFiles.People(s).Sum(p => p.Photos.Count));
            var others = options.ApartFrom is { } set ? PhotoFiles.People(set).Sum(p => p.Photos.Count) : 0;
            var report = await context.Output.WithProgress($"preparing {photos} photos", photos + others, progress => Task.Run(
                () => SetPreparation.Run(
                    options,
                    locator,
                    encoder,
                    context.Threads > 0 ? context.Threads : Environment.ProcessorCount,
                    (done, _) => progress(done),
                    cancellationToken),
                cancellationToken));
            context.Output.Result(report, PreparationReportFile.Text);
            return ExitCodes.Success;
        }
    }

    private static Option<double> Distance(string name, string description, double defaultValue)
    {
        var option = new Option<double>(name) { Description = description, HelpName = "D2", DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(r => Within(r, name, 0, 4));
        return option;
    }

    private static void Within(System.CommandLine.Parsing.OptionResult result, string name, double least, double most)
    {
        if (result.Tokens.Count > 0 && !(result.GetValueOrDefault<double>() is var value && value >= least && value <= most))
        {
            result.AddError(FormattableString.Invariant($"{name}: must be {least} to {most}"));
        }
    }
}
