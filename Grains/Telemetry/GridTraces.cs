using System.Diagnostics;
using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Telemetry;

/// <summary>
/// What a question, an enrolment and a job step spend their time on: spans of source <c>FaceGrid</c>, below those of Orleans' calls. None
/// of them names a person, or carries anything of a face. Without a listener, nothing is created or allocated.
/// </summary>
public static class GridTraces
{
    public const string SourceName = "FaceGrid";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The current time; null without a listener.</summary>
    internal static DateTimeOffset? Now => Source.HasListeners() ? TimeProvider.System.GetUtcNow() : null;

    internal static Activity? Recognition(string gallery, string modelVersion) =>
        About(Source.StartActivity("facegrid.recognize"), gallery, modelVersion);

    internal static Activity? Verification(string gallery, string modelVersion) =>
        About(Source.StartActivity("facegrid.verify"), gallery, modelVersion);

    internal static Activity? Enrolment(string gallery, string modelVersion) =>
        About(Source.StartActivity("facegrid.enroll"), gallery, modelVersion);

    internal static Activity? Removal() => Source.StartActivity("facegrid.remove");

    internal static Activity? Encode(string modelVersion, int faces) =>
        Source.StartActivity("facegrid.encode")?.SetTag("facegrid.model", modelVersion).SetTag("facegrid.faces", faces);

    internal static Activity? Search(int shards) => Source.StartActivity("facegrid.search")?.SetTag("facegrid.shards", shards);

    internal static Activity? JobStep(string kind, string device) =>
        Source.StartActivity("facegrid.job.step")?.SetTag("facegrid.job.kind", kind).SetTag("facegrid.device", device);

    /// <summary>
    /// Tells afterwards how long a piece of work waited for its device: the device's own thread must not have the span as its current
    /// one.
    /// </summary>
    /// <param name="asked">When it was given to the lane; null: there was no listener.</param>
    internal static void LaneWait(string device, DateTimeOffset? asked, DateTimeOffset? begun)
    {
        if (asked is { } from && begun is { } to
            && Source.StartActivity(ActivityKind.Internal, startTime: from, name: "facegrid.lane.wait") is { } span)
        {
            span.SetTag("facegrid.device", device).SetEndTime(to.UtcDateTime);
            span.Dispose();
        }
    }

    /// <summary>For exception filters: marks the span as failed and catches nothing. The message stays out, it may name a person.</summary>
    internal static bool Failed(Activity? span, Exception exception)
    {
        span?.SetStatus(ActivityStatusCode.Error).SetTag(
            "error.type", exception is GridRequestException { Error: var error } ? error.ToString() : exception.GetType().Name);
        return false;
    }

    private static Activity? About(Activity? span, string gallery, string modelVersion) =>
        span?.SetTag("facegrid.gallery", gallery).SetTag("facegrid.model", modelVersion);
}
