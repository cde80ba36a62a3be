using Orleans.Metadata;
using Orleans.Placement;

namespace FaceGrid.Silo.Placement;

/// <summary>Keeps a grain to silos whose role suits its class: see <see cref="RoleFilterDirector"/>.</summary>
public sealed class RoleFilterStrategy : PlacementFilterStrategy
{
    private const string NeedsDeviceKey = "needs-device";

    /// <summary>For Orleans, which fills it from a grain's properties.</summary>
    public RoleFilterStrategy()
        : base(order: 0)
    {
    }

    internal RoleFilterStrategy(bool needsDevice)
        : base(order: 0) => NeedsDevice = needsDevice;

    /// <summary>The grain computes: it goes to GPU silos, else to compute silos. Others go to control silos.</summary>
    internal bool NeedsDevice { get; private set; }

    public override void AdditionalInitialize(GrainProperties properties) => NeedsDevice = GetPlacementFilterGrainProperty(NeedsDeviceKey, properties) == bool.TrueString;

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [KeyValuePair.Create(NeedsDeviceKey, NeedsDevice.ToString())];
}
