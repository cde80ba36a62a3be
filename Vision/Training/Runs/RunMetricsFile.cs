using System.Globalization;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// A CSV file with one row per step, flushed after each row so that it can be read during the run. Values that a step did not measure are
/// empty.
/// </summary>
public sealed class RunMetricsFile : IDisposable
{
    /// <summary>Name of the column with the number of the step; present in every row.</summary>
    public const string Step = "step";

    private readonly StreamWriter _writer;

    /// <summary>
    /// Names of the columns, in order: those of <see cref="RunStep"/>, then seconds since the start and photos per second.
    /// </summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        Step, "loss", "distillation", "pairs", "classes", "active", "right", "learning_rate", "held_out_accuracy", "held_out_agreement",
        "hints", "seconds", "images_per_second",
    ];

    /// <summary>Creates or overwrites the file.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="before">Steps done before a resume; they are written first, without times.</param>
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

    /// <summary>Appends a row.</summary>
    /// <param name="step">The measurements.</param>
    /// <param name="seconds">Since this process started or resumed the run; NaN: unknown.</param>
    /// <param name="imagesPerSecond">Photos per second; NaN: unknown.</param>
    public void Write(RunStep step, double seconds, double imagesPerSecond) =>
        _writer.WriteLine(string.Join(',', step.ToArray().Append(seconds).Append(imagesPerSecond).Select(Cell)));

    /// <summary>Reads one column, at the steps that have a value in it.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <exception cref="BadInputException">The file does not exist, cannot be read, or is no such file with this column.</exception>
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
            throw new BadInputException(
                path, $"is no file of 'train encoder --metrics': its first line has no column '{(stepAt < 0 ? Step : column)}'");
        }

        var rows = new List<(double, double)>();
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            if (cells.Length != heads.Length)
            {
                // A run in progress may be writing the last line.
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

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("G6", CultureInfo.InvariantCulture);
}
