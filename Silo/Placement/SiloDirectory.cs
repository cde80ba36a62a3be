using FaceGrid.Silo.Options;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FaceGrid.Silo.Placement;

/// <summary>Roles of the cluster's silos, from the metadata that each silo publishes.</summary>
internal sealed class SiloDirectory(ISiloMetadataCache metadata)
{
    private const string RolesKey = "facegrid.roles";

    /// <summary>The metadata that a silo publishes about its roles.</summary>
    public static Dictionary<string, string> Metadata(SiloRoles roles) => new() { [RolesKey] = string.Join(',', OptionText.Names(roles)) };

    /// <summary>True if the silo's metadata has arrived and contains the role.</summary>
    public bool Has(SiloAddress silo, SiloRoles role) => (RolesOf(silo) & role) != 0;

    /// <summary>Those of the given silos on which grains that compute are placed at present.</summary>
    public List<SiloAddress> WithDevice(IEnumerable<SiloAddress> silos, GpuFallback fallback)
    {
        var all = silos.ToList();
        var gpus = all.FindAll(s => Has(s, SiloRoles.Gpu));
        return gpus.Count > 0 || fallback == GpuFallback.Refuse ? gpus : all.FindAll(s => Has(s, SiloRoles.Compute));
    }

    /// <summary>Roles that this version does not define, of silos of a later version, are ignored.</summary>
    private SiloRoles RolesOf(SiloAddress silo) => metadata.GetSiloMetadata(silo).Metadata.TryGetValue(RolesKey, out var text)
        ? text.Split(',').Aggregate(SiloRoles.None, (roles, name) => roles | (OptionText.Parse<SiloRoles>(name) ?? SiloRoles.None))
        : SiloRoles.None;
}
