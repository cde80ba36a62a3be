using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>train compare</c>: compares training configurations over several seeds of each.</summary>
internal static class TrainCompareCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("METRICS")
        {
            Description = "Files of 'train encoder --metrics'. Names that differ only in a final '-1', '-2' are runs of one configuration; "
                + "FIRST.csv+SECOND.csv is a run resumed after the first",
            Arity = ArgumentArity.OneOrMore,
        };
        var column = new Option<string>("--column")
        {
            Description = "Column to compare",
            HelpName = "NAME",
            DefaultValueFactory = _ => "held_out_accuracy",
        };
        column.AcceptOnlyFromAmong([.. RunMetricsFile.Columns.Except([RunMetricsFile.Step])]);
        var output =
            new Option<string?>("--out") { Description = "Plot the mean of each configuration and its runs", HelpName = "OUT.png" };
        return new Command("compare", "Compare the metrics of runs: mean and range over the seeds of each configuration").With(
            [files, column, output], Run);

        Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var picture = context.Result.GetValue(output);
            if (picture is not null)
            {
                OutputFile.Check("--out", picture, ".png");
            }

            var wanted = context.Result.GetValue(column)!;
            var groups = context.Result.GetValue(files)!
                .Select(f => (Way: WayOf(f), Points: Read(f, wanted)))
                .GroupBy(f => f.Way, f => f.Points)
                .Select(g => new RunGroup(g.Key, [.. g]))
                .OrderBy(g => g.Name, NaturalOrder.Instance)
                .ToList();
            if (groups.Find(g => g.Mean.Count == 0) is { } apart)
            {
                throw new BadInputException(apart.Name, $"its {apart.Runs.Count} runs have no common step with {wanted}");
            }

            foreach (var group in groups)
            {
                var (step, mean, least, most) = group.Last;
                context.Output.Result(
                    new RunComparisonResult(group.Name, group.Runs.Count, wanted, (int)step, mean, least, most),
                    r => $"{r.Way}: {wanted} {Number(r.Mean, 4)}"
                        + (r.Runs > 1 ? $" ({Number(r.Least, 4)} to {Number(r.Most, 4)}, {r.Runs} runs)" : "")
                        + $" after step {r.Step}");
            }

            if (picture is not null)
            {
                AtomicFile.Write(picture, stream => stream.Write(ImageCodec.EncodePng(RunComparison.Draw(wanted, groups))));
                context.Output.Note($"plot: {picture}");
            }

            return Task.FromResult(ExitCodes.Success);
        }
    }

    private static string[] PartsOf(string argument) => File.Exists(argument) ? [argument] : argument.Split('+');

    /// <summary>Name of the configuration: the last file's name without its seed.</summary>
    private static string WayOf(string argument)
    {
        var name = Path.GetFileNameWithoutExtension(PartsOf(argument)[^1]);
        var stem = name.TrimEnd([.. "0123456789"]);
        return stem.Length < name.Length && stem.Length > 1 && stem[^1] == '-' ? stem[..^1] : name;
    }

    private static IReadOnlyList<(double Step, double Value)> Read(string argument, string column)
    {
        var points = RunComparison.Chain(PartsOf(argument).Select(file => (
            (IReadOnlyList<(double, double)>)RunMetricsFile.Read(file, column),
            RunMetricsFile.Read(file, RunMetricsFile.Step).Select(p => p.Step).LastOrDefault())));
        return points.Count > 0 ? points : throw new BadInputException(argument, $"no step has a value for {column}");
    }
}
