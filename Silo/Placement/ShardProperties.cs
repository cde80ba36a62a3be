using FaceGrid.Grains.Galleries;
using Orleans.Metadata;

namespace FaceGrid.Silo.Placement;

/// <summary>Assigns <see cref="ShardPlacement"/> to the shard grain's class, so that the class does not depend on the silo.</summary>
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
