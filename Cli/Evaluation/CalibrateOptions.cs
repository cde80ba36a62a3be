using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Cli.Photos;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Evaluation;

/// <summary>The options of <c>calibrate</c>.</summary>
internal sealed class CalibrateOptions
{
    private readonly Option<string?> _images = new("--images")
    {
        Description = "Folder with one folder of photos per person; all photos are compared with each other",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _cohorts = new("--cohort")
    {
        Description = "Another population, compared apart; repeatable. The strictest threshold of all applies",
        HelpName = "NAME=DIR",
    };

    private readonly Option<string?> _pairs = new("--pairs")
    {
        Description = "Compare only the pairs in this file (LFW's format)",
        HelpName = "FILE",
    };

    private readonly Option<string?> _same = new("--same")
    {
        Description = "Lines 'NAME NAME': two names of one person, which are not compared",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _without = new("--without")
    {
        Description = "Exclude the people who have a folder in DIR: those of a later evaluation",
        HelpName = "DIR",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Name of the data set, shown in answers (default: name of the folder)",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _output = new("--out")
    {
        Description = "Also write the table as JSON; NAME.calibration.json beside NAME.safetensors is used with those weights",
        HelpName = "FILE",
    };

    private readonly Option<string?> _report = SharedOptions.Report(
        "a report: distances, error rates, and the nearest pairs of different people");

    private readonly FaceOptions _faces = new();

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols => [_images, _cohorts, _pairs, _same, _without, _name, _output, _report, .. _faces.Symbols];

    /// <exception cref="BadInputException">An output path is unusable, or options contradict each other.</exception>
    public CalibrateArguments Read(CommandContext context)
    {
        var result = context.Result;
        var arguments = new CalibrateArguments(
            Populations(result.GetValue(_images), result.GetValue(_name), result.GetValue(_cohorts) ?? []),
            result.GetValue(_pairs),
            result.GetValue(_same),
            result.GetValue(_without) ?? [],
            result.GetValue(_output),
            result.GetValue(_report),
            _faces.Read(context, FaceChoice.Largest));
        if (arguments.Report is { } report)
        {
            ReportPage.Check(report);
        }

        if (arguments.Output is { } output)
        {
            OutputFile.RequireFolder(null, output);
        }

        if (arguments.Pairs is not null && (arguments.Same is not null || arguments.Without.Count > 0))
        {
            throw new BadInputException("--pairs", "already selects the photos to compare; omit --same and --without");
        }

        if (arguments.Pairs is not null && arguments.Populations.Count > 1)
        {
            throw new BadInputException("--pairs", "compares photos of --images only; omit --cohort");
        }

        return arguments;
    }

    private static List<(string Name, string Folder)> Populations(string? images, string? name, string[] cohorts)
    {
        var populations = new List<(string Name, string Folder)>();
        if (images is not null)
        {
            populations.Add((name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(images))), images));
        }

        foreach (var cohort in cohorts)
        {
            var equals = cohort.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == cohort.Length - 1)
            {
                throw new BadInputException("--cohort", $"'{cohort}' is not of the form NAME=DIR");
            }

            populations.Add((cohort[..equals], cohort[(equals + 1)..]));
        }

        return populations switch
        {
            [] => throw new BadInputException("calibrate", "give --images DIR, or --cohort NAME=DIR"),
            _ when populations.DistinctBy(p => p.Name).Count() < populations.Count =>
                throw new BadInputException("--cohort", "two populations have the same name"),
            _ => populations,
        };
    }
}
