using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Interfaces.Styling;

/// <summary>One picture being rendered, key: tenant/job.</summary>
[Alias("FaceGrid.IStyleJobGrain")]
public interface IStyleJobGrain : IJobGrain;
