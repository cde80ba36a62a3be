using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <summary>Where a silo finds the photos of a search: a folder, a blob store.</summary>
public interface IFeatureImageSource
{
    /// <summary>The whole file, or null where there is none any more. Whether it is still the same is for the caller to check.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken);

    /// <summary>Deletes the copy of a photo that a client stored for the search; does nothing where photos are read in their place.</summary>
    /// <param name="search">Name of the search.</param>
    Task Delete(string search, FeatureImage image, CancellationToken cancellationToken) => Task.CompletedTask;
}
