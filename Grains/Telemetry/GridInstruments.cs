using System.Diagnostics;
using System.Diagnostics.Metrics;
using FaceGrid.Grains.Interfaces.Consistency;

namespace FaceGrid.Grains.Telemetry;

/// <summary>
/// What the grid says of itself, on meter <c>FaceGrid</c>. Names follow OpenTelemetry; Prometheus shows dots as underscores and appends
/// units.
/// </summary>
public static class GridInstruments
{
    public const string MeterName = "FaceGrid";

    private static readonly Meter Meter = new(MeterName);

    // Doors answer in milliseconds; a deadline is seconds.
    private static readonly InstrumentAdvice<double> Times = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    };

    private static readonly Counter<long> Recognitions = Meter.CreateCounter<long>(
        "facegrid.recognitions", description: "Answered probes by outcome");

    private static readonly Histogram<double> RecognitionTime = Meter.CreateHistogram(
        "facegrid.recognition", "s", "From a probe's arrival to its answer", advice: Times);

    private static readonly Histogram<double> SearchTime = Meter.CreateHistogram(
        "facegrid.search", "s", "The fan-out over the shards, by size of the gallery", advice: Times);

    private static readonly Counter<long> Moves = Meter.CreateCounter<long>(
        "facegrid.shard.moves", description: "People moved from one shard of a gallery to another");

    private static readonly Counter<long> JobSteps = Meter.CreateCounter<long>(
        "facegrid.job.steps", description: "Steps of renders and training runs");

    private static readonly Gauge<int> JobsWaiting = Meter.CreateGauge<int>(
        "facegrid.jobs.waiting", description: "Jobs that wait for a device");

    private static readonly Gauge<int> JobsRunning = Meter.CreateGauge<int>(
        "facegrid.jobs.running", description: "Jobs that have a device");

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "facegrid.refused", description: "Requests beyond a limit of their tenant, by limit");

    private static readonly Counter<long> Repairs = Meter.CreateCounter<long>(
        "facegrid.shard.repairs", description: "Shard entries that differed from their identities' records and were repaired, by kind");

    private static readonly Counter<double> LaneBusy = Meter.CreateCounter<double>(
        "facegrid.lane.busy", "s", "Time that a device has worked: its rate is the share that it is busy");

    private static readonly UpDownCounter<int> LaneWaiting = Meter.CreateUpDownCounter<int>(
        "facegrid.lane.waiting", description: "Pieces of work that wait for a device");

    /// <param name="outcome">recognized, not_recognized, cannot_decide or incomplete.</param>
    public static void Recognition(string outcome, TimeSpan time)
    {
        Recognitions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        RecognitionTime.Record(time.TotalSeconds);
    }

    /// <param name="comparisons">Templates that were compared with.</param>
    public static void Search(TimeSpan time, int comparisons)
    {
        var size = comparisons switch { <= 1_000 => "1e3", <= 10_000 => "1e4", <= 100_000 => "1e5", _ => "more" };
        SearchTime.Record(time.TotalSeconds, new KeyValuePair<string, object?>("k", size));
    }

    /// <param name="limit">max_people, questions_per_second, questions_at_once or jobs_waiting.</param>
    public static void Refused(string limit) => Refusals.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public static void Repaired(CopyFaultKind kind, int entries) =>
        Repairs.Add(entries, new KeyValuePair<string, object?>("kind", kind.ToString()));

    public static void Moved(int people) => Moves.Add(people);

    public static void Step(string kind) => JobSteps.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void Jobs(int waiting, int running)
    {
        JobsWaiting.Record(waiting);
        JobsRunning.Record(running);
    }

    /// <summary>A piece of work was put into a lane (+1) or left its queue (-1).</summary>
    public static void Queued(string device, int change) => LaneWaiting.Add(change, new KeyValuePair<string, object?>("device", device));

    public static void Worked(string device, long startedAt) =>
        LaneBusy.Add(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, new KeyValuePair<string, object?>("device", device));
}
