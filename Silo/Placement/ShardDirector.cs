using System.Globalization;
using Orleans.Runtime.Placement;

namespace FaceGrid.Silo.Placement;

/// <summary>
/// Shards of one gallery go round the silos by their numbers, so that each silo scans its share of a probe. After a start all of them are
/// asked for at once, sooner than any measure of load could tell silos apart: by load, one silo would get nearly all.
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

        var key = target.GrainIdentity.Key.ToString()!;
        var cut = key.LastIndexOf('/');
        var number = int.Parse(key.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture);

        // Galleries begin at different silos: most have one shard only.
        var first = StableHash.ComputeHash(key[..cut]);
        return Task.FromResult(silos.Order().ElementAt((int)((first + (uint)number) % (uint)silos.Length)));
    }
}
