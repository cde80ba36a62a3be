using FaceGrid.Grains.Interfaces.Galleries;
using Orleans.Runtime.Placement;

namespace FaceGrid.Silo.Placement;

/// <summary>
/// Places the shards of one gallery on the silos in turn, by their numbers, so that each silo scans its share of a probe. After a start all
/// shards are activated at once, before load statistics distinguish the silos: placement by load would put nearly all of them on one silo.
/// </summary>
internal sealed class ShardDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } wanted)
        {
            return Task.FromResult(wanted);
        }

        // Galleries begin at different silos: most have one shard only.
        var key = ShardKey.Parse(target.GrainIdentity.Key.ToString()!);
        var first = StableHash.ComputeHash(key.GalleryKey);
        return Task.FromResult(silos.Order().ElementAt((int)((first + (uint)key.Number) % (uint)silos.Length)));
    }
}
