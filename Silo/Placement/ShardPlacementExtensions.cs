using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;

namespace FaceGrid.Silo.Placement;

/// <summary>How a silo is told to spread shards.</summary>
public static class ShardPlacementExtensions
{
    /// <summary>Shards of a gallery go round the silos instead of to the least loaded.</summary>
    public static ISiloBuilder SpreadShards(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IGrainPropertiesProvider, ShardProperties>();
        silo.Services.AddPlacementDirector<ShardPlacement, ShardDirector>();
        return silo;
    }
}
