namespace FaceGrid.Cli.Models.Downloads;

/// <summary>A download failed: no network, unknown address, or a server error. The received part is kept.</summary>
internal sealed class DownloadFailedException(string message, bool passing, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>True if a retry may succeed.</summary>
    public bool IsPassing { get; } = passing;
}
