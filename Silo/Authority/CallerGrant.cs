using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Silo.Authority;

/// <summary>One role in one tenant, or in all of them.</summary>
/// <param name="Tenant">The tenant; <see cref="AllTenants"/>: every tenant.</param>
/// <param name="Role">A single role.</param>
internal sealed record CallerGrant(string Tenant, CallerRoles Role)
{
    /// <summary>Stands for every tenant. A tenant cannot have this name in a certificate.</summary>
    public const string AllTenants = "*";
}
