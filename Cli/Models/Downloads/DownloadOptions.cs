namespace FaceGrid.Cli.Models.Downloads;

/// <summary>Timeouts and retries of a download.</summary>
internal sealed record DownloadOptions
{
    /// <summary>Timeout for a connection and for the headers of a response.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Timeout for the next bytes of a body.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time of a whole download beside what <see cref="LeastBytesPerSecond"/> gives for its size.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A download that is slower than this on the whole is given up.</summary>
    public int LeastBytesPerSecond { get; init; } = 16 * 1024;

    /// <summary>Number of retries without progress, at least 0.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Delay before the first retry; doubled for each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Allow plain http: the user gave the address.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>True for https, and for http between loopback addresses or if <see cref="AllowHttp"/> is set.</summary>
    /// <param name="first">The address that the user or the catalogue named.</param>
    /// <param name="target">The address itself, or where the server redirects to.</param>
    public bool Allows(Uri first, Uri target) => target.Scheme switch
    {
        "https" => true,
        "http" => AllowHttp || (first.IsLoopback && target.IsLoopback),
        _ => false,
    };
}
