using FaceGrid.Silo.Options;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace FaceGrid.Silo.Placement;

/// <summary>
/// Grains that compute go to GPU silos; while there is none, to compute silos, or nowhere, as <see cref="GpuOptions.Fallback"/> says. All
/// others go to control silos. A silo whose roles are not known yet gets nothing: the caller's next try finds it.
/// </summary>
internal sealed class RoleFilterDirector(SiloDirectory directory, SiloOptions options) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        filterStrategy is RoleFilterStrategy { NeedsDevice: true }
            ? directory.WithDevice(silos, options.Gpu.Fallback)
            : silos.Where(s => directory.Has(s, SiloRoles.Control));
}
