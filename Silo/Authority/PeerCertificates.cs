using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FaceGrid.Silo.Authority;

/// <summary>Policy for certificates of peers: signed by a configured authority, for the use at hand, with nothing fetched.</summary>
internal static class PeerCertificates
{
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");

    private static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");

    /// <summary>
    /// A chain policy with the authorities as only roots. No certificate, CRL or OCSP response is downloaded: a URL in a certificate is
    /// the peer's choice, and the handshake would wait for it.
    /// </summary>
    /// <param name="authorities">Certificates of the authorities.</param>
    /// <param name="isServer">Which extended key usage the certificate needs: server or client authentication.</param>
    public static X509ChainPolicy Policy(X509Certificate2Collection authorities, bool isServer)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(isServer ? ServerUse : ClientUse);
        return policy;
    }

    /// <summary>True if the certificate chains to an authority, is valid now, and may be used for client authentication.</summary>
    /// <param name="certificate">The peer's certificate.</param>
    /// <param name="intermediates">Certificates that the peer sent with it; not trusted.</param>
    /// <param name="authorities">Certificates of the authorities.</param>
    public static bool IsClientOf(
        X509Certificate2 certificate, X509Certificate2Collection intermediates, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = Policy(authorities, isServer: false);
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        return chain.Build(certificate);
    }
}
