namespace FaceGrid.Grains.Interfaces;

/// <summary>
/// The grid refused a request and changed nothing; with <see cref="GridError.StorageUnavailable"/>, whether it was changed is unknown.
/// The message is one line: subject, then reason.
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

    /// <summary>Nothing is wrong with the request: it can succeed later.</summary>
    public bool IsRetryable => Error is GridError.StorageFull or GridError.StorageUnavailable or GridError.TooManyRequests;
}
