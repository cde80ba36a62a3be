using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Silo.Authority;
using FaceGrid.Vision;
using Orleans.Configuration;
using Orleans.Connections.Security;
using OrleansTlsOptions = Orleans.Connections.Security.TlsOptions;

namespace FaceGrid.Silo.Clustering;

/// <summary>
/// Mutual TLS: both sides present a certificate that a configured authority has signed for that side, and that names a role. Silos accept
/// only silos on their own port, and clients connect only to silos. Nothing is downloaded during a handshake.
/// </summary>
internal static class TlsSetup
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Configures the connections of a silo.</summary>
    public static void UseTls(this ISiloBuilder silo, TlsIdentitySource identities) => silo.Configure<SiloConnectionOptions>(options =>
    {
        options.ConfigureSiloInboundConnection(c => c.UseServerTls(ForSilos(identities)));
        options.ConfigureGatewayInboundConnection(c => c.UseServerTls(ForClients(identities)));
        options.ConfigureSiloOutboundConnection(c => c.UseClientTls(ForSilos(identities)));
    });

    /// <summary>Options of connections whose other end must be a silo.</summary>
    public static OrleansTlsOptions ForSilos(TlsIdentitySource identities) => Options(identities, IsSilo);

    /// <summary>Options of a gateway, whose clients have any role.</summary>
    public static OrleansTlsOptions ForClients(TlsIdentitySource identities) => Options(identities, HasRole);

    /// <summary>Configures the connections of a client.</summary>
    public static void UseTls(this IClientBuilder client, TlsIdentitySource identities) => client.Configure<ClientConnectionOptions>(
        options => options.ConfigureConnection(c => c.UseClientTls(ForSilos(identities))));

    /// <summary>Checks that the own certificate names the role that peers will require.</summary>
    /// <exception cref="BadInputException">It names no such role.</exception>
    public static void RequireRole(TlsIdentity identity, FaceGrid.Silo.Options.TlsOptions options, bool isSilo)
    {
        if (!(isSilo ? IsSilo(identity.Certificate) : HasRole(identity.Certificate)))
        {
            var role = isSilo ? "facegrid://tenant/*/role/silo" : "facegrid://tenant/TENANT/role/ROLE";
            throw new BadInputException(
                options.CertificateFile!, $"names no role: its subject alternative names need the URI {role} (docs/operations.md)");
        }
    }

    private static OrleansTlsOptions Options(TlsIdentitySource identities, Func<X509Certificate2, bool> accepts) => new()
    {
        // Orleans requires one here; each handshake takes the current one.
        LocalCertificate = identities.Current.Certificate,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
        HandshakeTimeout = HandshakeTimeout,

        // Addresses of silos change, so their names are not checked: the authority's signature and the role authenticate them. The chain
        // was built by the policy below.
        RemoteCertificateValidation = (remote, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None && accepts(remote),
        OnAuthenticateAsServer = (_, options) =>
        {
            var (identity, server) = (identities.Current, (SslServerAuthenticationOptions)options.SslServerAuthenticationOptions);
            (server.ServerCertificate, server.ServerCertificateSelectionCallback) = (null, null);
            server.ServerCertificateContext = identity.Context;
            server.CertificateChainPolicy = PeerCertificates.Policy(identity.Authorities, isServer: false);
            server.AllowTlsResume = false;
        },
        OnAuthenticateAsClient = (_, options) =>
        {
            var (identity, client) = (identities.Current, (SslClientAuthenticationOptions)options.SslClientAuthenticationOptions);
            client.ClientCertificates = null;
            client.ClientCertificateContext = identity.Context;
            client.CertificateChainPolicy = PeerCertificates.Policy(identity.Authorities, isServer: true);
            client.TargetHost = "facegrid";
            client.AllowTlsResume = false;
        },
    };

    private static bool IsSilo(X509Certificate2 certificate) => CertificateRoles.Read(certificate).IsSilo;

    private static bool HasRole(X509Certificate2 certificate) => CertificateRoles.Read(certificate).Grants.Count > 0;
}
