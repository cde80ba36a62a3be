using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FaceGrid.Silo.Health;

/// <summary>
/// Replaces names of identities in log entries that are exported over OTLP, as <see cref="PseudonymLoggerProvider"/> does.
/// </summary>
internal sealed class PseudonymLogProcessor : BaseProcessor<LogRecord>
{
    private readonly PseudonymText _text = new();

    /// <summary>Changes the entry before it is exported.</summary>
    public override void OnEnd(LogRecord data)
    {
        var values = data.Attributes is { } attributes ? string.Join('\n', attributes.Select(a => a.Value)) : "";
        var entry = $"{data.FormattedMessage ?? data.Body}\n{values}\n{data.Exception}";
        if (_text.Replace(entry) is var nameless && nameless != entry)
        {
            (data.FormattedMessage, data.Body, data.Attributes, data.Exception) = (nameless, nameless, null, null);
        }
    }
}
