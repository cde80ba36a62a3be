using System.Globalization;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Cli.Jobs;

/// <summary>Formats jobs as text.</summary>
internal static class JobsText
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    public static string Line(JobSummary job)
    {
        var text = new StringBuilder($"{job.Job,-14} {Status(job),-10} step {job.Step}/{job.Steps}");
        if (job.Total is { } total)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {LossName(job)} {Loss(total)}");
        }

        if (job.SecondsLeft is { } left)
        {
            text.Append("  ").Append(DurationText.Of(left)).Append(" left");
        }

        if (job.Priority != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  priority {job.Priority}");
        }

        return job.Reason is { } reason ? text.Append("  ").Append(reason).ToString() : text.ToString();
    }

    public static string Event(JobEvent now, IReadOnlyList<double> recent)
    {
        var (job, progress) = (now.Summary, now.Progress);
        var left = job.SecondsLeft is { } seconds ? $"  {DurationText.Of(seconds)} left" : "";
        if (job.Kind == JobKind.Training && progress.Step > 0)
        {
            var measures = string.Concat((progress.Measures ?? []).Select(m => $"  {m.Name} {Loss(m.Value)}"));
            return $"{job.Job} {Status(job)}: step {progress.Step}/{progress.Steps}  loss {Loss(progress.Total)}{measures}{left}  "
                + $"{Curve(recent)}";
        }

        if (progress.Step == 0 || progress.Width == 0)
        {
            return $"{job.Job} {Status(job)}: step {progress.Step}/{progress.Steps}";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{job.Job} {Status(job)}: step {progress.Step}/{progress.Steps} {progress.Width}x{progress.Height}  J {Loss(progress.Total)}  "
                + $"Jc {Loss(progress.Content.Sum(l => l.Loss))}  Js {Loss(progress.Style.Sum(l => l.Loss))}{left}  {Curve(recent)}");
    }

    public static string Description(JobDescription job) => string.Join('\n', [
        Line(job.Summary),
        $"  {(job.Summary.Kind == JobKind.Training ? "trainer" : "network")} {job.Specification.NetworkVersion}, "
            + $"started {job.Epoch} times, {DurationText.Of(job.Progress.Seconds)} of computation",
        .. job.Specification.Origin is { } origin ? [$"  forked from {origin.Job} at step {origin.Step}"] : Array.Empty<string>(),
        .. job.Specification.Data is { } data
            ? [string.Create(CultureInfo.InvariantCulture, $"  photos: {data.Folder}, {data.Files} files, {data.Bytes / 1048576.0:F1} MiB")]
            : Array.Empty<string>(),
        .. job.Specification.Images.Select(i => $"  {i.Role}: {i.Name}"),
        .. job.Progress.Content.Select(l => $"  content {l.Layer}: {Loss(l.Loss)}"),
        .. job.Progress.Style.Select(l => $"  style {l.Layer}: {Loss(l.Loss)}"),
        .. (job.Progress.Measures ?? []).Select(m => $"  {m.Name}: {Loss(m.Value)}"),
        .. job.History.Count > 1
            ? [$"  {LossName(job.Summary)} over the steps: {Curve([.. job.History.Select(p => p.Total)])}"]
            : Array.Empty<string>(),
        .. job.Checkpoints.Select(c =>
            string.Create(
                CultureInfo.InvariantCulture, $"  checkpoint of step {c.Step}, {c.Blob.Bytes / 1048576.0:F1} MiB, {Time(c.Written)}")),
        .. job.Results.Select(r => $"  result {r.Name}, {r.Blob.Bytes} bytes"),
        .. job.Messages.Select(m => $"  {Time(m.At)} {m.Text}"),
    ]);

    /// <summary>A curve as one line of block characters, on a logarithmic axis: losses fall by orders of magnitude.</summary>
    public static string Curve(IReadOnlyList<double> values, int width = 24)
    {
        var shown = Enumerable.Range(0, Math.Min(width, values.Count))
            .Select(i => Math.Log(Math.Max(values[(int)((long)i * values.Count / Math.Min(width, values.Count))], double.Epsilon)))
            .ToList();
        var (least, most) = shown.Count == 0 ? (0.0, 0.0) : (shown.Min(), shown.Max());
        return string.Concat(shown.Select(v => Bars[most > least ? (int)((v - least) / (most - least) * (Bars.Length - 1)) : 0]));
    }

    public static string Status(JobSummary job) => job.Status switch
    {
        JobStatus.Paused when job.IsLive => "pausing",
        JobStatus.Cancelled when job.IsLive => "cancelling",
        _ => job.Status.ToString().ToLowerInvariant(),
    };

    private static string LossName(JobSummary job) => job.Kind == JobKind.Training ? "loss" : "J";

    private static string Loss(double loss) => loss.ToString("G5", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
