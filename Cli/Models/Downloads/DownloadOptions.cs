namespace FaceGrid.Cli.Models.Downloads;

/// <summary>How patient a download is.</summary>
internal sealed record DownloadOptions
{
    /// <summary>For a connection, and for the headers of an answer.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the next bytes of a body.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a broken transfer is taken up again, at least 0.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Before the first retry; doubled for each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The user named the address: plain http is their choice then.</summary>
    public bool AllowHttp { get; init; }
}
