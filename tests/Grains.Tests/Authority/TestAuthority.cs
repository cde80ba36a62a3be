using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Options;

namespace FaceGrid.Grains.Tests.Authority;

/// <summary>A certificate authority for tests, with keys on the curve P-256.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";
    public const string CodeSigningUse = "1.3.6.1.5.5.7.3.3";

    private readonly X509Certificate2 _root;
    private readonly X509Certificate2? _issuer;
    private readonly List<X509Certificate2> _made = [];

    /// <param name="hasIntermediate">True: certificates are signed by an intermediate authority, which the root has signed.</param>
    public TestAuthority(bool hasIntermediate = false)
    {
        var now = DateTimeOffset.UtcNow;
        _root = Authority("root").CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
        if (hasIntermediate)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var signed = Authority("intermediate", key).Create(_root, now.AddDays(-1), now.AddDays(1), [7]);
            _issuer = signed.CopyWithPrivateKey(key);
        }
    }

    public X509Certificate2Collection Roots => [_root];

    /// <summary>Issues a certificate.</summary>
    /// <param name="uris">URIs of its subject alternative names.</param>
    /// <param name="uses">Extended key usages; empty: server and client authentication.</param>
    /// <param name="until">End of its validity from now; null: 12 hours.</param>
    /// <param name="more">Adds extensions.</param>
    public TlsIdentity Issue(
        IEnumerable<string> uris, IEnumerable<string>? uses = null, TimeSpan? until = null, Action<CertificateRequest>? more = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=facegrid", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("facegrid.test");
        foreach (var uri in uris)
        {
            names.AddUri(new Uri(uri));
        }

        var oids = new OidCollection();
        foreach (var use in uses ?? [ServerUse, ClientUse])
        {
            oids.Add(new Oid(use));
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        more?.Invoke(request);
        var now = DateTimeOffset.UtcNow;
        using var signed = request.Create(
            _issuer ?? _root, now.AddHours(-12), now + (until ?? TimeSpan.FromHours(12)), RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        var certificate = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        _made.Add(certificate);
        return new TlsIdentity(certificate, _issuer is null ? [] : [_issuer], Roots);
    }

    /// <summary>Issues the certificate of a client.</summary>
    /// <param name="tenant">The tenant, or *.</param>
    /// <param name="roles">Its roles there.</param>
    public TlsIdentity Client(string tenant, params string[] roles) =>
        Issue(roles.Select(r => $"facegrid://tenant/{tenant}/role/{r}"), [ClientUse]);

    /// <summary>Issues the certificate of a silo.</summary>
    public TlsIdentity Silo() => Issue(["facegrid://tenant/*/role/silo"]);

    /// <summary>Writes the files that the options of TLS name.</summary>
    public static TlsOptions Write(TlsIdentity identity, string folder)
    {
        var options = new TlsOptions
        {
            CertificateFile = Path.Combine(folder, "tls.crt"),
            KeyFile = Path.Combine(folder, "tls.key"),
            AuthorityFile = Path.Combine(folder, "ca.crt"),
        };
        using var key = identity.Certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(options.CertificateFile, Pem(identity.Intermediates.Prepend(identity.Certificate)));
        File.WriteAllText(options.KeyFile, ExportKey(key));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(options.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(options.AuthorityFile, Pem(identity.Authorities));
        return options;

        static string Pem(IEnumerable<X509Certificate2> certificates) =>
            string.Join('\n', certificates.Select(c => c.ExportCertificatePem()));
    }

    public void Dispose()
    {
        _root.Dispose();
        _issuer?.Dispose();
        _made.ForEach(c => c.Dispose());
    }

    /// <summary>A key read from PKCS 12 can be exported only under a password.</summary>
    private static string ExportKey(ECDsa key)
    {
        const string Password = "test";
        using var plain = ECDsa.Create();
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
        plain.ImportEncryptedPkcs8PrivateKey(Password, key.ExportEncryptedPkcs8PrivateKey(Password, parameters), out _);
        return plain.ExportPkcs8PrivateKeyPem();
    }

    private static CertificateRequest Authority(string name, ECDsa? key = null)
    {
        var request = new CertificateRequest(
            $"CN={name} {Guid.NewGuid():N}", key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
