using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Training;

namespace FaceGrid.Grains.Jobs;

/// <summary>What jobs are computed with on this machine.</summary>
/// <param name="Lane">The thread of its device, which jobs of all kinds share.</param>
public sealed record JobDevice(ComputeLane Lane)
{
    /// <summary>Null: this machine renders no pictures.</summary>
    public IStyleEngine? Styles { get; init; }

    /// <summary>Null: this machine trains no encoders.</summary>
    public ITrainingEngine? Training { get; init; }
}
