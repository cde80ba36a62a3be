using FaceGrid.Grains.Galleries;
using Orleans.Metadata;

namespace FaceGrid.Silo.Placement;

/// <summary>Gives shards their <see cref="ShardPlacement"/>, so that the class itself need not know of silos.</summary>
internal sealed class ShardProperties(IServiceProvider services) : IGrainPropertiesProvider
{
    public void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        if (grainClass == typeof(GalleryShardGrain))
        {
            new ShardPlacement().PopulateGrainProperties(services, grainClass, grainType, properties);
        }
    }
}
