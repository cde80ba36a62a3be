using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Visualization;

namespace FaceGrid.Silo.Devices;

/// <summary>Photos that the host of a local silo reads.</summary>
internal sealed class DelegatedFeatureImages(Func<FeatureImage, CancellationToken, Task<byte[]?>> read) : IFeatureImageSource
{
    public Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken) => read(image, cancellationToken);
}
