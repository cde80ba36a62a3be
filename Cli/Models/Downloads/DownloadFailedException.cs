namespace FaceGrid.Cli.Models.Downloads;

/// <summary>A file could not be had: no network, no such address, a server that gives up. What came so far is kept.</summary>
internal sealed class DownloadFailedException(string message, bool passing, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Trying again may help.</summary>
    public bool IsPassing { get; } = passing;
}
