using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Training;

/// <summary>One encoder being trained, key: tenant/run.</summary>
[Alias("FaceGrid.ITrainingRunGrain")]
public interface ITrainingRunGrain : IJobGrain;
