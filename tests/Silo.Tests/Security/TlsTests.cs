using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FaceGrid.Grains.Tests.Authority;
using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;
using Microsoft.Extensions.Time.Testing;

namespace FaceGrid.Silo.Tests.Security;

/// <summary>Which certificates which port accepts, and what a handshake does not do.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Door = "facegrid://tenant/lobby/role/door";
    private const string Silo = "facegrid://tenant/*/role/silo";

    private static readonly string[] Server = [TestAuthority.ServerUse];
    private static readonly string[] Client = [TestAuthority.ClientUse];

    private readonly TestAuthority _authority = new(hasIntermediate: true);
    private readonly TlsIdentitySource _silo;

    public TlsTests() => _silo = new TlsIdentitySource(_authority.Silo());

    public static TheoryData<string, bool, bool, bool> Matrix => new()
    {
        // Kind of certificate; accepted by the gateway port, by the silo port, as a server by clients and silos.
        { "silo", true, true, true },
        { "door", true, false, false },
        { "door for servers", false, false, false },
        { "silo for clients only", true, true, false },
        { "silo for servers only", false, false, true },
        { "code signing", false, false, false },
        { "without role", false, false, false },
        { "expired", false, false, false },
        { "other authority", false, false, false },
        { "without its intermediate", false, false, false },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Handshake_EachKindOfCertificate_IsAcceptedByItsPortsOnly(string kind, bool gateway, bool silo, bool server)
    {
        using var others = new TestAuthority(hasIntermediate: true);
        var identity = kind switch
        {
            "silo" => _authority.Silo(),
            "door" => _authority.Issue([Door], Client),
            "door for servers" => _authority.Issue([Door], Server),
            "silo for clients only" => _authority.Issue([Silo], Client),
            "silo for servers only" => _authority.Issue([Silo], Server),
            "code signing" => _authority.Issue([Silo], [TestAuthority.CodeSigningUse]),
            "without role" => _authority.Issue([]),
            "expired" => _authority.Issue([Silo], until: TimeSpan.FromMinutes(-1)),
            "other authority" => others.Silo(),
            _ => new TlsIdentity(_authority.Silo().Certificate, [], _authority.Roots),
        };

        Assert.Equal(gateway, await TlsHandshake.Accepts(TlsSetup.ForClients(_silo), identity));
        Assert.Equal(silo, await TlsHandshake.Accepts(TlsSetup.ForSilos(_silo), identity));
        Assert.Equal(server, await TlsHandshake.AcceptsServer(TlsSetup.ForSilos(_silo), identity));
    }

    [Fact]
    public async Task Handshake_WithoutCertificate_IsRefused()
    {
        Assert.False(await TlsHandshake.Accepts(TlsSetup.ForClients(_silo), null));
        Assert.False(await TlsHandshake.Accepts(TlsSetup.ForSilos(_silo), null));
    }

    [Fact]
    public async Task Handshake_CertificateNamingAUrlOfItsIssuer_FetchesNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}/internal/admin?x=1";
        using var others = new TestAuthority();
        var signed = others.Issue([Door], Client, more: r => r.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([url], [url])));
        var missing = _authority.Issue([Silo], more: r => r.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([url], [url])));

        Assert.False(await TlsHandshake.Accepts(TlsSetup.ForClients(_silo), signed));
        Assert.False(await TlsHandshake.Accepts(TlsSetup.ForClients(_silo), new TlsIdentity(missing.Certificate, [], _authority.Roots)));
        Assert.False(await TlsHandshake.AcceptsServer(TlsSetup.ForSilos(_silo), new TlsIdentity(missing.Certificate, [], _authority.Roots)));
        Assert.False(listener.Pending());
    }

    [Fact]
    public void Files_Replaced_AreReadAgainAndAHalfReplacedPairIsNot()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (_authority.Silo(), _authority.Silo());
        var options = TestAuthority.Write(first, folder.Path);
        var time = new FakeTimeProvider();
        var source = new TlsIdentitySource(options, time);
        var firstKey = File.ReadAllText(options.KeyFile!);

        TestAuthority.Write(second, folder.Path);
        var secondKey = File.ReadAllText(options.KeyFile!);
        File.WriteAllText(options.KeyFile!, firstKey + "\n");
        Assert.Equal(first.Certificate.Thumbprint, source.Current.Certificate.Thumbprint);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(first.Certificate.Thumbprint, source.Current.Certificate.Thumbprint);

        File.WriteAllText(options.KeyFile!, secondKey);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(second.Certificate.Thumbprint, source.Current.Certificate.Thumbprint);
    }

    [Fact]
    public void RequireRole_CertificateOfAClient_IsNoSilos()
    {
        var door = _authority.Issue([Door], Client);
        var options = new TlsOptions { CertificateFile = "door.crt" };
        TlsSetup.RequireRole(door, options, isSilo: false);
        var refused = Assert.Throws<BadInputException>(() => TlsSetup.RequireRole(door, options, isSilo: true));
        Assert.StartsWith("door.crt: names no role", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _authority.Dispose();
}
