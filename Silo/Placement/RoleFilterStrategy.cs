using Orleans.Metadata;
using Orleans.Placement;

namespace FaceGrid.Silo.Placement;

/// <summary>Restricts the placement of a grain class to silos with the required role: see <see cref="RoleFilterDirector"/>.</summary>
public sealed class RoleFilterStrategy : PlacementFilterStrategy
{
    private const string NeedsDeviceKey = "needs-device";

    /// <summary>Used by Orleans, which then calls <see cref="AdditionalInitialize"/> with the grain's properties.</summary>
    public RoleFilterStrategy()
        : base(order: 0)
    {
    }

    internal RoleFilterStrategy(bool needsDevice)
        : base(order: 0) => NeedsDevice = needsDevice;

    /// <summary>True: place on GPU silos, else on compute silos. False: place on control silos.</summary>
    internal bool NeedsDevice { get; private set; }

    /// <summary>Reads <see cref="NeedsDevice"/> from the grain's properties.</summary>
    public override void AdditionalInitialize(GrainProperties properties) =>
        NeedsDevice = GetPlacementFilterGrainProperty(NeedsDeviceKey, properties) == bool.TrueString;

    /// <summary>Stores <see cref="NeedsDevice"/> in the grain's properties.</summary>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [KeyValuePair.Create(NeedsDeviceKey, NeedsDevice.ToString())];
}
