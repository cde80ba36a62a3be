using FaceGrid.Silo.Clustering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Authority;

/// <summary>Registers the check of callers, and the token that calls carry.</summary>
internal static class AuthoritySetup
{
    /// <summary>Checks every call to the grains of a silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="identities">The silo's certificate and the authorities; null: a cluster without TLS.</param>
    /// <param name="cluster">Name of the cluster.</param>
    public static void UseAuthority(this ISiloBuilder silo, TlsIdentitySource? identities, string cluster)
    {
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(services => new AuthorityFilter(
            identities is null ? null : new CallerTokenVerifier(identities, cluster, services.GetRequiredService<TimeProvider>()),
            services.GetRequiredService<ILogger<AuthorityFilter>>()));
        if (identities is not null)
        {
            silo.Services.AddSingleton<IOutgoingGrainCallFilter>(services => new CallerTokenFilter(
                new CallerTokenIssuer(identities, cluster, services.GetRequiredService<TimeProvider>())));
        }
    }

    /// <summary>Adds the token of a client's certificate to its calls.</summary>
    public static void UseAuthority(this IClientBuilder client, TlsIdentitySource identities, string cluster) =>
        client.AddOutgoingGrainCallFilter(new CallerTokenFilter(new CallerTokenIssuer(identities, cluster, TimeProvider.System)));
}
