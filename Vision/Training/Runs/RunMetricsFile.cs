using System.Globalization;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Comma-separated values of every step, readable while the run goes on; what a step has no part in is left empty.</summary>
public sealed class RunMetricsFile : IDisposable
{
    /// <summary>The column that every row has.</summary>
    public const string Step = "step";

    private readonly StreamWriter _writer;

    /// <summary>What each value of a row is, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        Step, "loss", "distillation", "pairs", "classes", "active", "right", "learning_rate", "held_out_accuracy", "held_out_agreement", "hints", "seconds", "images_per_second",
    ];

    /// <summary>Begins the file anew with the steps that were done before; their times are not known any more.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public RunMetricsFile(string path, IReadOnlyList<RunStep> before)
    {
        try
        {
            _writer = new StreamWriter(path, append: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be written: " + e.Message.ReplaceLineEndings(" "), e);
        }

        _writer.WriteLine(string.Join(',', Columns));
        foreach (var step in before)
        {
            Write(step, double.NaN, double.NaN);
        }

        _writer.Flush();
        _writer.AutoFlush = true;
    }

    /// <param name="seconds">Since the process began with the run; NaN: not known.</param>
    public void Write(RunStep step, double seconds, double imagesPerSecond) =>
        _writer.WriteLine(string.Join(',', step.ToArray().Append(seconds).Append(imagesPerSecond).Select(v => double.IsNaN(v) ? "" : v.ToString("G6", CultureInfo.InvariantCulture))));

    /// <summary>One column of such a file, of the steps that have a value in it.</summary>
    /// <exception cref="BadInputException">Not there, no such file, or it has no such column.</exception>
    public static (double Step, double Value)[] Read(string path, string column)
    {
        if (!File.Exists(path))
        {
            throw new BadInputException(path, "there is no such file");
        }

        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }

        var heads = lines.Length > 0 ? lines[0].Split(',') : [];
        var (stepAt, valueAt) = (Array.IndexOf(heads, Step), Array.IndexOf(heads, column));
        if (stepAt < 0 || valueAt < 0)
        {
            throw new BadInputException(path, $"is no file of 'train encoder --metrics': its first line has no column '{(stepAt < 0 ? Step : column)}'");
        }

        var rows = new List<(double, double)>();
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            if (cells.Length != heads.Length)
            {
                // A run that goes on may be writing its last line just now.
                if (i == lines.Length - 1)
                {
                    break;
                }

                throw new BadInputException(path, $"line {i + 1} has {cells.Length} values instead of {heads.Length}");
            }

            if (cells[valueAt].Length > 0)
            {
                rows.Add((Value(i, stepAt), Value(i, valueAt)));
            }

            double Value(int line, int at) => double.TryParse(cells[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new BadInputException(path, $"line {line + 1}, {heads[at]}: '{cells[at]}' is no number");
        }

        return [.. rows];
    }

    public void Dispose() => _writer.Dispose();
}
