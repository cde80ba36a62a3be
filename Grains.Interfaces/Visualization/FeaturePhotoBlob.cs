using System.Text;

namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>
/// A photo of a search as a blob: stored under a header that names the search, so that two searches never share a blob and ending a
/// search can delete its photos.
/// </summary>
public static class FeaturePhotoBlob
{
    private static readonly byte[] Mark = "facegrid feature photo 1\n"u8.ToArray();

    /// <param name="search">Name of the search, without line feeds.</param>
    /// <param name="content">The photo's file.</param>
    public static byte[] Wrap(string search, byte[] content) => [.. Mark, .. Encoding.UTF8.GetBytes(search), (byte)'\n', .. content];

    /// <summary>True if the search has stored the blob.</summary>
    public static bool IsOf(string search, byte[] wrapped)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        return wrapped.AsSpan().StartsWith(Wrap(search, []));
    }

    /// <returns>The photo's file; null if the blob is something else.</returns>
    public static byte[]? Unwrap(byte[] wrapped)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        return wrapped.AsSpan().StartsWith(Mark) && Array.IndexOf(wrapped, (byte)'\n', Mark.Length) is var end and >= 0
            ? wrapped[(end + 1)..]
            : null;
    }
}
