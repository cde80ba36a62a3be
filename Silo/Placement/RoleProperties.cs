using FaceGrid.Grains.Compute;
using Orleans.Metadata;

namespace FaceGrid.Silo.Placement;

/// <summary>Gives every grain class of FaceGrid its <see cref="RoleFilterStrategy"/>, so that the classes themselves need not know of silos.</summary>
internal sealed class RoleProperties(IServiceProvider services) : IGrainPropertiesProvider
{
    public void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        if (grainClass.Assembly == typeof(NeedsDeviceAttribute).Assembly)
        {
            new RoleFilterStrategy(grainClass.IsDefined(typeof(NeedsDeviceAttribute), inherit: true)).PopulateGrainProperties(services, grainClass, grainType, properties);
        }
    }
}
