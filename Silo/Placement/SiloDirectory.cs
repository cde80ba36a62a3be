using FaceGrid.Silo.Options;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FaceGrid.Silo.Placement;

/// <summary>What the other silos are for, as they say themselves.</summary>
internal sealed class SiloDirectory(ISiloMetadataCache metadata)
{
    /// <summary>Of a silo's metadata: its roles by commas.</summary>
    public const string RolesKey = "facegrid.roles";

    public bool Has(SiloAddress silo, string role) =>
        metadata.GetSiloMetadata(silo).Metadata.TryGetValue(RolesKey, out var roles) && roles.Split(',').Contains(role, StringComparer.Ordinal);

    /// <summary>Of the silos given: those that grains which compute belong on now.</summary>
    public List<SiloAddress> WithDevice(IEnumerable<SiloAddress> silos, string fallback)
    {
        var all = silos.ToList();
        var gpus = all.FindAll(s => Has(s, SiloRoles.Gpu));
        return gpus.Count > 0 || fallback == GpuOptions.Refuse ? gpus : all.FindAll(s => Has(s, SiloRoles.Compute));
    }
}
