namespace FaceGrid.Silo.Options;

/// <summary>
/// TLS 1.2 or later between silos and from clients, both sides showing a certificate of one authority. Needed as soon as anything leaves the
/// loopback interface.
/// </summary>
public sealed class TlsOptions
{
    /// <summary>PEM, with server and client use.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM, the certificate's private key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>PEM: who must have signed the others' certificates. The system's authorities are not asked.</summary>
    public string? AuthorityFile { get; set; }

    internal bool IsSet => CertificateFile is not null || KeyFile is not null || AuthorityFile is not null;
}
