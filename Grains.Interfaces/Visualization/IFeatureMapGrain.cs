using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>Looks at photos through a network; key: tenant. Keeps nothing, so there are as many as there is work.</summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IFeatureMapGrain")]
public interface IFeatureMapGrain : IGrainWithStringKey
{
    /// <summary>The maxima over some photos. Photos that cannot be used are named in the answer.</summary>
    /// <exception cref="GridRequestException">No such network or layer.</exception>
    [Alias("Map")]
    [ResponseTimeout("02:00:00")]
    Task<FeatureMapAnswer> Map(FeatureMapRequest request, CancellationToken cancellationToken);

    /// <summary>Pictures of some places, in their order; null where the photo cannot be used any more.</summary>
    /// <exception cref="GridRequestException">No such network, layer or place, or more than a message may hold.</exception>
    [Callers(CallerRoles.Studio)]
    [Alias("Draw")]
    [ResponseTimeout("02:00:00")]
    Task<IReadOnlyList<FeaturePicture?>> Draw(FeatureDrawRequest request, CancellationToken cancellationToken);
}
