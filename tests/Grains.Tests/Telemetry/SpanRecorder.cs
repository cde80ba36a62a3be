using System.Collections.Concurrent;
using System.Diagnostics;
using FaceGrid.Grains.Telemetry;

namespace FaceGrid.Grains.Tests.Telemetry;

/// <summary>
/// Listens to FaceGrid's spans, and to Orleans', which lie between them on silos. Other tests' spans are there as well: a trace tells
/// them apart.
/// </summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivitySource _source = new("FaceGrid.Tests");
    private readonly ConcurrentDictionary<ActivitySpanId, Activity> _all = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is GridTraces.SourceName or "FaceGrid.Tests"
                || s.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,

            // At their start: Orleans' end when the caller has its answer already.
            ActivityStarted = a => _all[a.SpanId] = a,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>FaceGrid's.</summary>
    public IEnumerable<Activity> Spans => _all.Values.Where(a => a.Source.Name == GridTraces.SourceName);

    /// <summary>What the test does until it is disposed belongs to this span.</summary>
    public Activity Begin(string name) => _source.StartActivity(name)!;

    /// <summary>FaceGrid's spans of one trace as <c>name &lt; parent</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Tree(Activity root) =>
        [
            .. Spans.Where(s => s.TraceId == root.TraceId)
                .Select(s => $"{s.OperationName} < {ParentOf(s)?.OperationName}")
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The nearest span above that is not Orleans'.</summary>
    public Activity? ParentOf(Activity span)
    {
        var parent = _all.GetValueOrDefault(span.ParentSpanId);
        return parent is not null
            && parent.Source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal) ? ParentOf(parent) : parent;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }
}
