using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FaceGrid.Vision.Files;

namespace FaceGrid.Cluster.Tests;

/// <summary>A certificate authority, certificates of silos and clients signed by it, and a self-signed one.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");

    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-tls-").FullName;
    private readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddMinutes(-5);

    public TestCertificates()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var authority = request.CreateSelfSigned(_from, _from.AddDays(2));
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        byte serial = 1;
        Make("silo", ["facegrid://tenant/*/role/silo"], Signed, ServerUse, ClientUse);
        Make("admin", ["facegrid://tenant/*/role/admin"], Signed, ClientUse);
        Make("door", ["facegrid://tenant/default/role/door"], Signed, ClientUse);
        Make("studio", ["facegrid://tenant/default/role/studio"], Signed, ClientUse);
        Make("other", ["facegrid://tenant/other/role/admin"], Signed, ClientUse);
        Make("nameless", [], Signed, ClientUse);
        Make("stranger", ["facegrid://tenant/*/role/admin"], r => r.CreateSelfSigned(_from, _from.AddDays(1)), ClientUse);

        X509Certificate2 Signed(CertificateRequest r) => r.Create(authority, _from, _from.AddDays(1), [serial++]);
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
    /// <param name="who">silo, admin, door, studio, other (of another tenant), nameless (without a role) or stranger.</param>
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

    private void Make(string name, string[] roles, Func<CertificateRequest, X509Certificate2> sign, params IEnumerable<Oid> uses)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var purposes = new OidCollection();
        foreach (var use in uses)
        {
            purposes.Add(use);
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name + ".facegrid");
        Array.ForEach(roles, role => names.AddUri(new Uri(role)));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(purposes, critical: false));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = sign(request);
        File.WriteAllText(At(name + ".crt"), certificate.ExportCertificatePem());
        OwnerOnly.CreateFile(At(name + ".key"));
        File.WriteAllText(At(name + ".key"), key.ExportPkcs8PrivateKeyPem());
    }

    private string At(string name) => Path.Combine(_folder, name);
}
