using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Silo.Authority;

/// <summary>A caller of grains and what it may do.</summary>
/// <param name="Grants">Its roles; none: every call is refused.</param>
internal sealed record Caller(IReadOnlyList<CallerGrant> Grants)
{
    private const CallerRoles ClientRoles = CallerRoles.Door | CallerRoles.Enrol | CallerRoles.Studio | CallerRoles.Admin;

    /// <summary>A caller without any role.</summary>
    public static readonly Caller Unknown = new([]);

    /// <summary>A silo of the cluster.</summary>
    public static readonly Caller OfSilo = new([new CallerGrant(CallerGrant.AllTenants, CallerRoles.Silo)]);

    /// <summary>The administrator of all tenants: any client of a cluster without TLS.</summary>
    public static readonly Caller Administrator = new([new CallerGrant(CallerGrant.AllTenants, CallerRoles.Admin)]);

    /// <summary>True if it is a silo of the cluster, which may call everything.</summary>
    public bool IsSilo { get; } = Grants.Any(g => g is { Tenant: CallerGrant.AllTenants, Role: CallerRoles.Silo });

    /// <summary>The roles in a tenant, with the roles that they include.</summary>
    public CallerRoles RolesIn(string tenant)
    {
        var roles = Grants.Where(g => g.Role != CallerRoles.Silo && (g.Tenant == CallerGrant.AllTenants || g.Tenant == tenant))
            .Aggregate(CallerRoles.None, (all, grant) => all | grant.Role);
        return roles.HasFlag(CallerRoles.Admin) ? ClientRoles : roles;
    }
}
