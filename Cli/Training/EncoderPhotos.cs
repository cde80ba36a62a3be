using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Cli.Training;

/// <summary>Options for the photos of <c>train encoder</c>.</summary>
internal sealed class EncoderPhotos
{
    private static readonly Difficulty[] Mix =
        [Difficulty.Studio, Difficulty.Everyday, Difficulty.Everyday, Difficulty.Hard, Difficulty.Everyday];

    private readonly Option<string?> _data =
        new("--data") { Description = "Folder with one folder of aligned 112x112 crops per person", HelpName = "DIR" };
    private readonly Option<double?> _unreadable =
        new("--unreadable-limit") { Description = "Share of the photos that may be unreadable (default 0.02)", HelpName = "SHARE" };
    private readonly Option<int> _generated = SharedOptions.Count(
        "--generated", "Number of synthetic people to train on, instead of --data", 0, 0, 10_000);
    private readonly Option<int> _photos = SharedOptions.Count("--generated-photos", "With --generated: photos per person", 10, 1, 1000);
    private readonly Option<int> _population = SharedOptions.Count(
        "--population", "Index of the synthetic population, 100 or above", 100, 100, int.MaxValue);

    public IReadOnlyList<Symbol> Symbols => [_data, _unreadable, _generated, _photos, _population];

    /// <summary>Value of <c>--data</c>; null: synthetic people.</summary>
    public string? Folder(ParseResult result) => result.GetValue(_data);

    /// <summary>Reads or renders the photos. Unreadable ones are listed on standard error.</summary>
    /// <exception cref="BadInputException">Neither or both sources were given, or there are no people.</exception>
    public async Task<EncoderRunPhotos> Open(CommandContext context, CancellationToken cancellationToken)
    {
        var (folder, people) = (context.Result.GetValue(_data), context.Result.GetValue(_generated));
        if (folder is null == (people == 0))
        {
            throw new BadInputException("--data", "give a folder of people, or --generated N for synthetic ones");
        }

        if (folder is not null)
        {
            var limit = context.Result.GetValue(_unreadable);
            return await Task.Run(() => EncoderRunPhotos.OpenFolder(folder, limit, ErrorLine.Write, cancellationToken), cancellationToken);
        }

        var (each, seed) = (context.Result.GetValue(_photos), context.Result.GetValue(_population));
        // Hashed: another text would reject the checkpoints of earlier runs.
        var words = Text($"{people} made-up people of population {seed}, {each} photos each");
        var cached = new CachedPhotos(new GeneratedPhotos((ulong)seed, people, each, Mix));
        await context.Output.WithProgress("rendering people", people, progress => Task.Run(
            () =>
            {
                cached.Fill(progress, cancellationToken);
                return 0;
            },
            cancellationToken));
        return new EncoderRunPhotos(
            cached, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words))), words + "; no real person");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
