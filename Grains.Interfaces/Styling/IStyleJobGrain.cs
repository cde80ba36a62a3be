using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Styling;

/// <summary>One picture being rendered, key: tenant/job.</summary>
[Alias("FaceGrid.IStyleJobGrain")]
public interface IStyleJobGrain : IJobGrain;
