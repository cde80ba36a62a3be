using System.Globalization;
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

        var key = target.GrainIdentity.Key.ToString()!;
        var cut = key.LastIndexOf('/');
        var number = int.Parse(key.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture);

        // The gallery's hash selects the silo of its first shard: most galleries have one shard only.
        var first = StableHash.ComputeHash(key[..cut]);
        return Task.FromResult(silos.Order().ElementAt((int)((first + (uint)number) % (uint)silos.Length)));
    }
}
