using System.Diagnostics;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>Progress on standard error: one line that is overwritten on a terminal, about 20 lines elsewhere.</summary>
internal sealed class StyleProgressLine(StyleSettings settings, int contentWidth, int contentHeight, int stepsBefore)
{
    /// <summary>Lines of a whole run if standard error is redirected.</summary>
    private const int Lines = 20;

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly long _began = Stopwatch.GetTimestamp();

    public double Seconds => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    public void Show(StyleProgress progress)
    {
        var isLast = progress.Step == progress.Steps;
        if (_isTerminal)
        {
            Console.Error.Write($"\r{Text(progress)}\e[K{(isLast ? "\n" : "")}");
        }
        else if (isLast || progress.Step == 1 || progress.Step % Math.Max(1, progress.Steps / Lines) == 0)
        {
            Console.Error.WriteLine(Text(progress));
        }
    }

    /// <summary>Ends the line, so that the next message starts on a new one.</summary>
    public void End()
    {
        if (_isTerminal)
        {
            Console.Error.WriteLine();
        }
    }

    private string Text(StyleProgress p)
    {
        var losses = p.Losses;
        var variation = losses.TotalVariation > 0 ? string.Create(CultureInfo.InvariantCulture, $" + tv {losses.TotalVariation:G4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"step {p.Step}/{p.Steps}  {p.Width}x{p.Height}  J {losses.Total:G5} = content {losses.Content.Sum():G4} + style "
                + $"{losses.Style.Sum():G4}{variation}{Left(p)}");
    }

    /// <summary>Remaining time, from the pixels per second so far: large levels take longer than small ones.</summary>
    private string Left(StyleProgress p)
    {
        var (done, left) = (Work(stepsBefore, p.Step), Work(p.Step, p.Steps));
        if (left == 0 || done == 0)
        {
            return "";
        }

        return $"  {DurationText.Of(Math.Ceiling(Seconds * left / done))} left";
    }

    /// <summary>Pixels of the steps after <paramref name="from"/> up to <paramref name="to"/>.</summary>
    private double Work(int from, int to)
    {
        double work = 0;
        var first = 0;
        for (var level = 0; level < settings.Pyramid.Count; level++)
        {
            var end = first + settings.Pyramid[level].Steps;
            var (width, height) = settings.SizeAt(level, contentWidth, contentHeight);
            work += (double)width * height * Math.Max(0, Math.Min(to, end) - Math.Max(from, first));
            first = end;
        }

        return work;
    }
}
