using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <summary>The photos of a search in the blob store, for silos of a cluster, which do not see the client's folder.</summary>
public sealed class BlobFeatureImages(IBlobStore blobs) : IFeatureImageSource
{
    public async Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken)
    {
        if (image.Blob is not { } blob)
        {
            return null;
        }

        try
        {
            return FeaturePhotoBlob.Unwrap(await blobs.Get(blob, cancellationToken));
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingBlob)
        {
            return null;
        }
    }

    public async Task Delete(string search, FeatureImage image, CancellationToken cancellationToken)
    {
        if (image.Blob is not { } blob)
        {
            return;
        }

        try
        {
            // The reference came from a client: only a blob that was stored under the search's name is deleted.
            if (FeaturePhotoBlob.IsOf(search, await blobs.Get(blob, cancellationToken)))
            {
                await blobs.Delete(blob, cancellationToken);
            }
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingBlob or GridError.DamagedBlob)
        {
            // There is nothing to delete.
        }
    }
}
