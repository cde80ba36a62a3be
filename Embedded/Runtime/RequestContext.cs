using FaceGrid.Embedded.Engine;

namespace Orleans.Runtime;

/// <summary>Values that travel with a request and with the requests it makes in turn. Set by callers: never a proof of who they are.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";

    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    public static IEnumerable<string> Keys => Current.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Current.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The call chain that may re-enter grains; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(ReentrancyKey);
            }
            else
            {
                Set(ReentrancyKey, value);
            }
        }
    }

    /// <summary>The dictionary is never changed once it is here, so that a request can carry it without a copy.</summary>
    internal static Dictionary<string, object>? Values
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    public static object? Get(string key) => Current.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value) =>
        Current.Value = new Dictionary<string, object>(Current.Value ?? []) { [key] = value };

    public static bool Remove(string key)
    {
        if (Current.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        Current.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear() => Current.Value = null;

    /// <summary>Until the result is disposed, calls that this request causes may come back into this activation while it waits for them.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var outer = ReentrancyId;
        return new ReentrancySection(outer, outer == Guid.Empty ? Guid.NewGuid() : outer);
    }

    /// <summary>Takes <see cref="AllowCallChainReentrancy"/> back until the result is disposed.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Guid ReentrancyIdOf(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var value) && value is Guid id ? id : Guid.Empty;

    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid outer;
        private readonly Guid inner;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            outer = originalReentrancyId;
            inner = newReentrancyId;
            if (inner != outer)
            {
                ReentrancyId = inner;
            }

            if (inner != Guid.Empty)
            {
                ActivationContext.Current?.EnterReentrantSection(inner);
            }
        }

        public void Dispose()
        {
            if (inner != Guid.Empty)
            {
                ActivationContext.Current?.ExitReentrantSection(inner);
            }

            if (inner != outer)
            {
                ReentrancyId = outer;
            }
        }
    }
}
