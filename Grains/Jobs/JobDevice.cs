using FaceGrid.Grains.Compute;

namespace FaceGrid.Grains.Jobs;

/// <summary>The engines of this machine's jobs.</summary>
/// <param name="Lane">The device's thread, which jobs of all kinds share.</param>
public sealed record JobDevice(ComputeLane Lane)
{
    /// <summary>Engine of style jobs; null: this machine runs none.</summary>
    public IJobEngine? Styles { get; init; }

    /// <summary>Which files of this machine jobs may name.</summary>
    public ServerPaths Paths { get; init; } = ServerPaths.Unrestricted;

    /// <summary>Engine of training runs; null: this machine runs none.</summary>
    public IJobEngine? Training { get; init; }
}
