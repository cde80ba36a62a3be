using System.Security.Cryptography.X509Certificates;
using FaceGrid.Vision;
using Orleans.Connections.Security;

namespace FaceGrid.Silo.Clustering;

/// <summary>Mutual TLS: whoever connects, silo or client, shows a certificate that the given authority has signed.</summary>
internal sealed class TlsSetup
{
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _authorities = [];

    /// <exception cref="BadInputException">A file is not what its option needs.</exception>
    public TlsSetup(Options.TlsOptions options)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.KeyFile!);

            // SslStream takes no key that lives in memory only on every platform.
            _certificate = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is System.Security.Cryptography.CryptographicException or IOException or ArgumentException)
        {
            throw new BadInputException(options.CertificateFile!, $"and {options.KeyFile} are not a PEM certificate and its key ({exception.Message})", exception);
        }

        try
        {
            _authorities.ImportFromPemFile(options.AuthorityFile!);
        }
        catch (System.Security.Cryptography.CryptographicException exception)
        {
            throw new BadInputException(options.AuthorityFile!, $"is not a PEM certificate ({exception.Message})", exception);
        }

        if (_authorities.Count == 0)
        {
            throw new BadInputException(options.AuthorityFile!, "holds no certificate");
        }

        if (_certificate.NotAfter < DateTime.Now)
        {
            throw new BadInputException(options.CertificateFile!, $"has expired ({_certificate.NotAfter:u})");
        }
    }

    public void Apply(TlsOptions tls)
    {
        tls.LocalCertificate = _certificate;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (remote, _, _) => IsOfAuthority(remote);

        // Silos are met at addresses that change; it is the authority that vouches for them, not their names.
        tls.OnAuthenticateAsClient = (_, options) => options.TargetHost = _certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
    }

    private bool IsOfAuthority(X509Certificate2? remote)
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
