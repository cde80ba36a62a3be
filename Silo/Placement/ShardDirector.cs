using FaceGrid.Grains.Interfaces.Galleries;
using Orleans.Runtime.Placement;

namespace FaceGrid.Silo.Placement;

/// <summary>
/// Distributes the shards of one gallery over the silos round robin by shard number, so that each silo scans an equal share for a probe.
/// Placement by load would put nearly all shards on one silo after a start, because all are activated before load statistics exist.
/// </summary>
internal sealed class ShardDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
        {
            return Task.FromResult(hint);
        }

        // Galleries begin at different silos: most have one shard only.
        var key = ShardKey.Parse(target.GrainIdentity.Key.ToString()!);
        var first = StableHash.ComputeHash(key.GalleryKey);
        return Task.FromResult(silos.Order().ElementAt((int)((first + (uint)key.Number) % (uint)silos.Length)));
    }
}
