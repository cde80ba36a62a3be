using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Health;

/// <summary>Passes log entries to another provider with names of identities replaced (<see cref="PseudonymText"/>).</summary>
[ProviderAlias("Console")]
internal sealed class PseudonymLoggerProvider(ILoggerProvider inner) : ILoggerProvider, ISupportExternalScope
{
    private readonly PseudonymText _text = new();

    public ILogger CreateLogger(string categoryName) => new Nameless(inner.CreateLogger(categoryName), _text);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) =>
        (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => inner.Dispose();

    private sealed class Nameless(ILogger inner, PseudonymText text) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var (message, failure) = (formatter(state, exception), exception?.ToString());
            if (text.Replace(message) == message && (failure is null || text.Replace(failure) == failure))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            // As one text: the state and the exception hold the names as well.
            var nameless = text.Replace(failure is null ? message : $"{message}\n{failure}");
            inner.Log(logLevel, eventId, nameless, null, static (m, _) => m);
        }
    }
}
