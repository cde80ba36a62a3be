using System.Diagnostics;
using FaceGrid.Silo.Health;

namespace FaceGrid.Silo.Tests.Telemetry;

/// <summary>Tags of Orleans' spans that are exported.</summary>
public sealed class PersonalDataScrubbingProcessorTests
{
    [Fact]
    public void OnEnd_SpanOfACall_RemovesKeysAndMessagesAndKeepsTheRest()
    {
        using var span = new Activity("call");
        span.SetTag("rpc.method", "Enroll")
            .SetTag("rpc.orleans.target_id", "identity/default/alice")
            .SetTag("rpc.orleans.source_id", "identity/default/alice")
            .SetTag("exception.type", "GridRequestException")
            .SetTag("exception.message", "identity 'alice': …")
            .SetTag("exception.stacktrace", "… 'alice' …");
        using var processor = new PersonalDataScrubbingProcessor();

        processor.OnEnd(span);

        Assert.Equal(["exception.type", "rpc.method"], span.TagObjects.Select(t => t.Key).Order(StringComparer.Ordinal));
    }
}
