using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;

namespace FaceGrid.Silo.Placement;

/// <summary>Registers the placement of shards.</summary>
public static class ShardPlacementExtensions
{
    /// <summary>Places the shards of a gallery round robin over the silos instead of on the least loaded silo.</summary>
    public static ISiloBuilder SpreadShards(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IGrainPropertiesProvider, ShardProperties>();
        silo.Services.AddPlacementDirector<ShardPlacement, ShardDirector>();
        return silo;
    }
}
