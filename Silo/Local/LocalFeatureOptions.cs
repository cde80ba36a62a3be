using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Silo.Local;

/// <summary>Feature search in a local silo.</summary>
/// <param name="Network">The network; the caller disposes it after the silo.</param>
/// <param name="ReadPhoto">Returns a photo's file; null where it no longer exists.</param>
public sealed record LocalFeatureOptions(IFeatureNetwork Network, Func<FeatureImage, CancellationToken, Task<byte[]?>> ReadPhoto);
