using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Commands;
using FaceGrid.Vision;
using FaceGrid.Vision.Generated;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Client.Training;

/// <summary>Where the photos of <c>train encoder</c> come from.</summary>
internal sealed class EncoderPhotos
{
    private static readonly Difficulty[] Mix = [Difficulty.Studio, Difficulty.Everyday, Difficulty.Everyday, Difficulty.Hard, Difficulty.Everyday];

    private readonly Option<string?> data = new("--data") { Description = "Folder of people, one folder each, with aligned 112x112 crops", HelpName = "DIR" };
    private readonly Option<double?> unreadable = new("--unreadable-limit") { Description = "Share of the photos that may be unreadable (default 0.02)", HelpName = "SHARE" };
    private readonly Option<int> generated = SharedOptions.Count("--generated", "Made-up people to train on in place of --data", 0, 0, 10_000);
    private readonly Option<int> photos = SharedOptions.Count("--generated-photos", "Photos of each of them", 10, 1, 1000);
    private readonly Option<int> population = SharedOptions.Count("--population", "Which population of made-up people, from 100 on", 100, 100, int.MaxValue);

    public IReadOnlyList<Symbol> Symbols => [data, unreadable, generated, photos, population];

    /// <summary><c>--data</c>; null: people are made up.</summary>
    public string? Folder(ParseResult result) => result.GetValue(data);

    /// <summary>The photos of a folder, their hash, and what they are in words. Photos that cannot be read are named on the standard error.</summary>
    /// <param name="unreadableLimit">Share of the photos that may be unreadable; null: the default.</param>
    /// <exception cref="BadInputException">Nobody is there, or too many photos are unreadable.</exception>
    public static (ITrainingPhotos Photos, string Hash, string Words) Read(string folder, double? unreadableLimit, CancellationToken cancellationToken)
    {
        var defaults = new PhotoFolderOptions();
        var opened = PhotoFolder.Open(folder, defaults with { UnreadableLimit = unreadableLimit ?? defaults.UnreadableLimit }, null, cancellationToken);
        foreach (var skipped in opened.Report.Skipped)
        {
            Console.Error.WriteLine($"left out: {skipped.Path}: {skipped.Reason}");
        }

        return (opened, opened.Fingerprint, Text($"{opened.Report.Photos} photos of {opened.Report.People} people in {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}"));
    }

    /// <summary>The photos, their hash, and what they are in words.</summary>
    /// <exception cref="BadInputException">Neither or both sources were given, or nobody is there.</exception>
    public async Task<(ITrainingPhotos Photos, string Hash, string Words)> Open(CommandContext context, CancellationToken cancellationToken)
    {
        var (folder, people) = (context.Result.GetValue(data), context.Result.GetValue(generated));
        if (folder is null == (people == 0))
        {
            throw new BadInputException("--data", "give a folder of people, or --generated N for made-up ones");
        }

        if (folder is not null)
        {
            return await Task.Run(() => Read(folder, context.Result.GetValue(unreadable), cancellationToken), cancellationToken);
        }

        var (each, seed) = (context.Result.GetValue(photos), context.Result.GetValue(population));
        var words = Text($"{people} made-up people of population {seed}, {each} photos each");
        var cached = new CachedPhotos(new GeneratedPhotos((ulong)seed, people, each, Mix));
        await context.Output.WithProgress("drawing people", people, progress => Task.Run(
            () =>
            {
                cached.Fill(progress, cancellationToken);
                return 0;
            },
            cancellationToken));
        return (cached, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words))), words + "; no real person");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
