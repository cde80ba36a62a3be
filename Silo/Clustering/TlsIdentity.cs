using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Clustering;

/// <summary>The certificate of this process with its key, and the authorities that sign the certificates of its peers.</summary>
internal sealed class TlsIdentity
{
    /// <param name="certificate">Certificate with its private key.</param>
    /// <param name="intermediates">Certificates between it and the authority, sent to peers.</param>
    /// <param name="authorities">The only roots that peers' certificates may chain to.</param>
    public TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection intermediates, X509Certificate2Collection authorities)
    {
        (Certificate, Intermediates, Authorities) = (certificate, intermediates, authorities);
        Context = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2Collection Intermediates { get; }

    public X509Certificate2Collection Authorities { get; }

    /// <summary>Certificate and intermediates as a handshake sends them.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Reads the files that the options name.</summary>
    /// <exception cref="BadInputException">A file is not PEM of the required kind, or the certificate has expired.</exception>
    public static TlsIdentity Read(TlsOptions options)
    {
        var (certificate, intermediates) = ReadCertificate(options);
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(options.AuthorityFile!);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(options.AuthorityFile!, $"is not a PEM certificate ({exception.Message})", exception);
        }

        if (authorities.Count == 0)
        {
            throw new BadInputException(options.AuthorityFile!, "holds no certificate");
        }

        if (certificate.NotAfter < TimeProvider.System.GetLocalNow().DateTime)
        {
            throw new BadInputException(options.CertificateFile!, $"has expired ({certificate.NotAfter:u})");
        }

        return new TlsIdentity(certificate, intermediates, authorities);
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Intermediates) ReadCertificate(TlsOptions options)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.KeyFile!);
            var intermediates = new X509Certificate2Collection();
            intermediates.ImportFromPemFile(options.CertificateFile!);
            intermediates.RemoveAt(0);

            // On some platforms SslStream accepts no ephemeral (memory-only) private key.
            return (X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null), intermediates);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or ArgumentException
            or UnauthorizedAccessException)
        {
            throw new BadInputException(
                options.CertificateFile!, $"and {options.KeyFile} are not a PEM certificate and its key ({exception.Message})", exception);
        }
    }
}
