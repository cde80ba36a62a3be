using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Vision;
using Orleans.Connections.Security;

namespace FaceGrid.Silo.Clustering;

/// <summary>Mutual TLS: silos and clients authenticate with certificates that one configured authority has signed.</summary>
internal sealed class TlsSetup
{
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _authorities = [];

    /// <summary>Reads the certificate, its key and the authorities.</summary>
    /// <exception cref="BadInputException">A file is not PEM of the required kind, or the certificate has expired.</exception>
    public TlsSetup(Options.TlsOptions options)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.KeyFile!);

            // On some platforms SslStream accepts no ephemeral (memory-only) private key.
            _certificate = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or ArgumentException)
        {
            throw new BadInputException(
                options.CertificateFile!, $"and {options.KeyFile} are not a PEM certificate and its key ({exception.Message})", exception);
        }

        try
        {
            _authorities.ImportFromPemFile(options.AuthorityFile!);
        }
        catch (CryptographicException exception)
        {
            throw new BadInputException(options.AuthorityFile!, $"is not a PEM certificate ({exception.Message})", exception);
        }

        if (_authorities.Count == 0)
        {
            throw new BadInputException(options.AuthorityFile!, "holds no certificate");
        }

        if (_certificate.NotAfter < TimeProvider.System.GetLocalNow().DateTime)
        {
            throw new BadInputException(options.CertificateFile!, $"has expired ({_certificate.NotAfter:u})");
        }
    }

    /// <summary>Configures Orleans' TLS of a silo or a client.</summary>
    public void Apply(TlsOptions tls)
    {
        tls.LocalCertificate = _certificate;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (remote, _, _) => IsSignedByAuthority(remote);

        // Addresses of silos change, so their names are not checked: the authority's signature authenticates them.
        tls.OnAuthenticateAsClient = (_, options) => options.TargetHost = _certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
    }

    private bool IsSignedByAuthority(X509Certificate2? remote)
    {
        if (remote is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(remote);
    }
}
