using System.Diagnostics;

namespace Orleans.Configuration;

/// <summary>How long callers wait.</summary>
public abstract class MessagingOptions
{
    private TimeSpan responseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>After this long without an answer the caller gets a <see cref="TimeoutException"/>; the request itself goes on. Default: 30 seconds.</summary>
    public TimeSpan ResponseTimeout
    {
        get => Debugger.IsAttached ? ResponseTimeoutWithDebugger : responseTimeout;
        set => responseTimeout = value;
    }

    /// <summary><see cref="ResponseTimeout"/> while a debugger is attached. Default: 30 minutes.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A timeout also cancels the request's token. Default: no.</summary>
    public bool CancelRequestOnTimeout { get; set; }
}
