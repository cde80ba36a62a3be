using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Interfaces.Training;

/// <summary>One encoder being trained, key: tenant/run.</summary>
[Alias("FaceGrid.ITrainingRunGrain")]
public interface ITrainingRunGrain : IJobGrain;
