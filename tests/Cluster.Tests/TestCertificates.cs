using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace FaceGrid.Cluster.Tests;

/// <summary>A certificate authority, a certificate signed by it, and a self-signed one.</summary>
internal sealed class TestCertificates : IDisposable
{
    private const string Name = "CN=silo.facegrid";

    // Extended key usages: TLS server and client authentication.
    private static readonly OidCollection Uses = [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")];

    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-tls-").FullName;
    private readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddMinutes(-5);

    public TestCertificates()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var authority = request.CreateSelfSigned(_from, _from.AddDays(2));
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        Make("silo", r => r.Create(authority, _from, _from.AddDays(1), [1, 2, 3]));
        Make("stranger", r => r.CreateSelfSigned(_from, _from.AddDays(1)));
    }

    private string Authority => Path.Combine(_folder, "ca.crt");

    /// <summary>Options of <c>silo run</c>.</summary>
    public string[] Options =>
    [
        "--set", "Tls:CertificateFile=" + At("silo.crt"),
        "--set", "Tls:KeyFile=" + At("silo.key"),
        "--set", "Tls:AuthorityFile=" + Authority,
    ];

    /// <summary>Writes a configuration file for <c>--cluster</c>.</summary>
    /// <param name="gateway">HOST:PORT.</param>
    /// <param name="who">silo or stranger.</param>
    public string Client(string gateway, string who)
    {
        var file = At(who + ".json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            Silo = new
            {
                Endpoints = new { GatewayPort = int.Parse(gateway.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) },
                Tls = new { CertificateFile = At(who + ".crt"), KeyFile = At(who + ".key"), AuthorityFile = Authority },
            },
        }));
        return file;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Make(string name, Func<CertificateRequest, X509Certificate2> sign)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Uses, critical: false));
        using var certificate = sign(request);
        File.WriteAllText(At(name + ".crt"), certificate.ExportCertificatePem());
        File.WriteAllText(At(name + ".key"), key.ExportPkcs8PrivateKeyPem());
    }

    private string At(string name) => Path.Combine(_folder, name);
}
