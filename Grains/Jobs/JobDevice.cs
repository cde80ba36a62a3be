using FaceGrid.Grains.Compute;

namespace FaceGrid.Grains.Styling;

/// <summary>What style jobs are computed with on this machine.</summary>
/// <param name="Lane">The thread of its device.</param>
public sealed record StyleDevice(IStyleEngine Engine, ComputeLane Lane);
