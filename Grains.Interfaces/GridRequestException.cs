namespace FaceGrid.Grains.Interfaces;

/// <summary>
/// A refused request. Nothing was changed; only with <see cref="GridError.StorageUnavailable"/> is the outcome unknown. The message is one
/// line: subject, then reason.
/// </summary>
[GenerateSerializer]
[Alias("FaceGrid.GridRequestException")]
public sealed class GridRequestException : Exception
{
    public GridRequestException(GridError error, string subject, string reason, TimeSpan? retryAfter = null)
        : base($"{subject}: {reason}")
    {
        Error = error;
        Subject = subject;
        Reason = reason;
        RetryAfter = retryAfter;
    }

    [Id(0)]
    public GridError Error { get; private set; }

    /// <summary>What the request was about, as a user would name it: <c>identity 'bob'</c>.</summary>
    [Id(1)]
    public string Subject { get; private set; }

    /// <summary>How long to wait before the same request is made again; null: unknown.</summary>
    [Id(2)]
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>Why the request was refused: the message without the subject.</summary>
    [Id(3)]
    public string Reason { get; private set; }

    /// <summary>True if the request itself is sound and the same request can succeed later.</summary>
    public bool IsRetryable =>
        Error is GridError.StorageFull or GridError.StorageUnavailable or GridError.TooManyRequests or GridError.Undecided;

    /// <summary>
    /// A new exception with the same error and subject. A stored exception is rethrown as a copy, since two calls that throw one instance
    /// overwrite each other's stack trace.
    /// </summary>
    public GridRequestException WithReason(string reason) => new(Error, Subject, reason, RetryAfter);
}
