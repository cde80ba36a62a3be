using FaceGrid.Silo.Options;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace FaceGrid.Silo.Placement;

/// <summary>
/// Places grains that compute on GPU silos; while no GPU silo is active, on compute silos or on none, by
/// <see cref="GpuOptions.Fallback"/>. Places all other grains on control silos. A silo whose metadata has not arrived yet is no candidate;
/// the caller's retry finds it.
/// </summary>
internal sealed class RoleFilterDirector(SiloDirectory directory, SiloOptions options) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        filterStrategy is RoleFilterStrategy { NeedsDevice: true }
            ? directory.WithDevice(silos, options.Gpu.Fallback)
            : silos.Where(s => directory.Has(s, SiloRoles.Control));
}
