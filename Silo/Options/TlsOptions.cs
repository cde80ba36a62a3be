namespace FaceGrid.Silo.Options;

/// <summary>
/// Mutual TLS 1.2 or later between silos and from clients: both sides present a certificate of one certificate authority. Required as
/// soon as a silo is reachable beyond the loopback interface.
/// </summary>
public sealed class TlsOptions
{
    /// <summary>
    /// PEM file with the certificate, and with those of intermediate authorities after it. Its subject alternative names hold its roles
    /// (docs/adr/0019-authority.md). A silo's is for server and client authentication, a client's for the latter.
    /// </summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with the certificate's private key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>PEM file with the authorities that sign the peers' certificates. The system's trusted authorities are not used.</summary>
    public string? AuthorityFile { get; set; }

    internal bool IsSet => CertificateFile is not null || KeyFile is not null || AuthorityFile is not null;
}
