using FaceGrid.Grains.Compute;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <summary>A network on its device.</summary>
/// <param name="Lane">The thread of its device.</param>
public sealed record LoadedFeatureNetwork(IFeatureNetwork Network, ComputeLane Lane);
