using FaceGrid.Silo.Health;
using System.Diagnostics;

namespace FaceGrid.Cluster.Tests.Silos;

/// <summary>What leaves a silo of Orleans' own spans.</summary>
public sealed class NamelessSpansTests
{
    [Fact]
    public void OnEnd_SpanOfACall_LosesKeysAndMessagesAndKeepsTheRest()
    {
        using var span = new Activity("call");
        span.SetTag("rpc.method", "Enroll").SetTag("rpc.orleans.target_id", "identity/default/alice").SetTag("rpc.orleans.source_id", "identity/default/alice");
        span.SetTag("exception.type", "GridRequestException").SetTag("exception.message", "identity 'alice': …").SetTag("exception.stacktrace", "… 'alice' …");
        using var processor = new NamelessSpans();

        processor.OnEnd(span);

        Assert.Equal(["exception.type", "rpc.method"], span.TagObjects.Select(t => t.Key).Order(StringComparer.Ordinal));
    }
}
