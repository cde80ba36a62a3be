using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Visualization;

namespace FaceGrid.Silo.Devices;

/// <summary>Reads photos of a feature search through a delegate of the process that hosts a local silo.</summary>
internal sealed class DelegatedFeatureImages(Func<FeatureImage, CancellationToken, Task<byte[]?>> read) : IFeatureImageSource
{
    public Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken) => read(image, cancellationToken);
}
