using FaceGrid.Grains.Compute;
using Orleans.Metadata;

namespace FaceGrid.Silo.Placement;

/// <summary>
/// Assigns a <see cref="RoleFilterStrategy"/> to every grain class of FaceGrid, so that the classes do not depend on silo roles.
/// </summary>
internal sealed class RoleProperties(IServiceProvider services) : IGrainPropertiesProvider
{
    public void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        if (grainClass.Assembly == typeof(NeedsDeviceAttribute).Assembly)
        {
            var needsDevice = grainClass.IsDefined(typeof(NeedsDeviceAttribute), inherit: true);
            new RoleFilterStrategy(needsDevice).PopulateGrainProperties(services, grainClass, grainType, properties);
        }
    }
}
