using FaceGrid.Silo.Health;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Tests.Telemetry;

/// <summary>Names of identities in log entries.</summary>
public sealed class PseudonymLoggerProviderTests
{
    private readonly PseudonymText _text = new();

    [Theory]
    [InlineData("grain identity/default/alice failed", "alice")]
    [InlineData("[Activation: S127.0.0.1:11111:1/identity/default/anna maria@8f2c+T=7]", "anna maria")]
    [InlineData("identity 'alice': was erased", "alice")]
    [InlineData("identity 'Miles O'Brien': was altered, ask again", "Brien")]
    [InlineData("Identity 'alice' failed and identity/t2/alice as well", "alice")]
    public void Replace_NameOfAnIdentity_IsAbsent(string entry, string name)
    {
        var replaced = _text.Replace(entry);

        Assert.DoesNotContain(name, replaced, StringComparison.Ordinal);
        Assert.Matches("~[0-9a-f]{8}", replaced);
    }

    [Theory]
    [InlineData("Gallery shard default/lobby/0 has quarantined an entry: ErasedIdentity.")]
    [InlineData("Tenant default: 3 identities were compared")]
    [InlineData("")]
    public void Replace_NoName_IsUnchanged(string entry) => Assert.Equal(entry, _text.Replace(entry));

    [Fact]
    public void Pseudonym_SameName_IsTheSameWithinAProcessOnly()
    {
        Assert.Equal(_text.Pseudonym("alice"), _text.Pseudonym("alice"));
        Assert.NotEqual(_text.Pseudonym("alice"), _text.Pseudonym("bob"));
        Assert.NotEqual(_text.Pseudonym("alice"), new PseudonymText().Pseudonym("alice"));
    }

    [Fact]
    public void Log_NameInMessageStateOrException_IsAbsentFromAllOfThem()
    {
        using var inner = new Recorder();
        using var provider = new PseudonymLoggerProvider(inner);
        using var factory = LoggerFactory.Create(b => b.AddProvider(provider));
        var logger = factory.CreateLogger("Orleans");

        logger.LogError(new InvalidOperationException("identity 'alice': failed"), "a call of {Grain} failed", "identity/default/alice");
        logger.LogError(new InvalidOperationException("the disk failed"), "a call of {Grain} failed", "galleryshard/default/lobby/0");

        Assert.DoesNotContain("alice", inner.Entries[0], StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", inner.Entries[0], StringComparison.Ordinal);
        Assert.Contains("[Grain, galleryshard/default/lobby/0]", inner.Entries[1], StringComparison.Ordinal);
        Assert.Contains("the disk failed", inner.Entries[1], StringComparison.Ordinal);
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public List<string> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : state?.ToString();
            Entries.Add($"{formatter(state, exception)} | {values} | {exception}");
        }

        public void Dispose()
        {
        }
    }
}
