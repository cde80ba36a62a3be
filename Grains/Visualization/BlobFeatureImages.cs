using System.Text;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Storage.Blobs;

namespace FaceGrid.Grains.Visualization;

/// <summary>
/// The photos of a search in the blob store: for silos, which do not see the caller's folder. Each is stored under a line with the search's
/// name, so no two searches share one, nor a search and anything else, and whoever ends the search can delete them.
/// </summary>
public sealed class BlobFeatureImages(IBlobStore blobs) : IFeatureImageSource
{
    private static readonly byte[] Mark = "facegrid feature photo 1\n"u8.ToArray();

    /// <summary>What is stored of a photo of the search.</summary>
    /// <param name="search">Without line feeds.</param>
    public static byte[] Wrap(string search, byte[] content) => [.. Mark, .. Encoding.UTF8.GetBytes(search), (byte)'\n', .. content];

    public async Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken)
    {
        if (image.Blob is not { } blob)
        {
            return null;
        }

        try
        {
            var wrapped = await blobs.Get(blob, cancellationToken);
            return wrapped.AsSpan().StartsWith(Mark) && Array.IndexOf(wrapped, (byte)'\n', Mark.Length) is var end and >= 0 ? wrapped[(end + 1)..] : null;
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingBlob)
        {
            return null;
        }
    }
}
