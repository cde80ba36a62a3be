using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>train compare</c>: which way of training is better, over several seeds of each.</summary>
internal static class TrainCompareCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("METRICS")
        {
            Description = "Files of 'train encoder --metrics'. Names that differ in a last '-1', '-2' only are runs of one way; FIRST.csv+SECOND.csv is a run that went on from the first",
            Arity = ArgumentArity.OneOrMore,
        };
        var column = new Option<string>("--column")
        {
            Description = "What is compared, a column of these files",
            HelpName = "NAME",
            DefaultValueFactory = _ => "held_out_accuracy",
        };
        column.AcceptOnlyFromAmong([.. RunMetricsFile.Columns.Except([RunMetricsFile.Step])]);
        var output = new Option<string?>("--out") { Description = "Draw the mean of each way step by step, with its runs beneath", HelpName = "OUT.png" };
        return new Command("compare", "Compare runs by what they measured: mean and range over the seeds of each").With([files, column, output], Run);

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
                throw new BadInputException(apart.Name, $"its {apart.Runs.Count} runs have {wanted} at no step in common");
            }

            foreach (var group in groups)
            {
                var (step, mean, least, most) = group.Last;
                context.Output.Result(
                    new { Way = group.Name, Runs = group.Runs.Count, Column = wanted, Step = (int)step, Mean = mean, Least = least, Most = most },
                    r => $"{r.Way}: {wanted} {Number(r.Mean, 4)}" + (r.Runs > 1 ? $" ({Number(r.Least, 4)} to {Number(r.Most, 4)}, {r.Runs} runs)" : "") + $" after step {r.Step}");
            }

            if (picture is not null)
            {
                AtomicFile.Write(picture, stream => stream.Write(ImageCodec.EncodePng(RunComparison.Draw(wanted, groups))));
                context.Output.Note($"drawn: {picture}");
            }

            return Task.FromResult(ExitCodes.Success);
        }
    }

    private static string[] PartsOf(string argument) => File.Exists(argument) ? [argument] : argument.Split('+');

    /// <summary>The last file's name without what tells its seed.</summary>
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
        return points.Count > 0 ? points : throw new BadInputException(argument, $"no step has a value of {column}");
    }
}
